/* fuzz_csv.c - libFuzzer target: any bytes as delimited text. */
#include "bench/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_document(data, size, SR_FORMAT_CSV, "fuzz.csv");
    return 0;
}
