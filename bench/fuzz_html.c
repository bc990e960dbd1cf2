/* fuzz_html.c - libFuzzer target: any bytes as a page of HTML. */
#include "bench/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_document(data, size, SR_FORMAT_HTML, "fuzz.html");
    return 0;
}
