/* fuzz_text.c - libFuzzer target: any bytes as a text document. */
#include "bench/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_document(data, size, SR_FORMAT_TEXT, "fuzz.txt");
    return 0;
}
