/* Amounts in lines of text that no table holds. Invented figures. */
#include "building.h"

static const struct {
    const char *name, *script, *findings;
} cases[] = {
    {"a column drawn by itself", "P Jumlah\nP 1.250.000\nP 2.104.500.000\nP (7.500,00)\n", "S028"},
    {"amounts with their currency", "P Rp 1.250.000\nP Rp. 2.104.500.000,-\nP Rp. 75.000,00\n", "S028"},
    {"rows pressed together", "P 5.1 Belanja 1.250.000 750.000 60,00\nP 5.2 Modal 2.000.000 1.500.000 75,00\n", "S028"},
    {"too few to be a table", "P 1.250.000\nP 2.104.500.000\n", ""},
    {"sentences",
     "P Anggaran sebesar Rp. 1.250.000 naik menjadi Rp. 2.104.500.000,- pada tahun itu\n"
     "P Realisasi sebesar Rp. 1.250.000 dari Rp. 2.104.500.000\nP dan Rp. 75.000.000 sisanya",
     ""},
    {"dates, numbers of letters, years", "P 01.02.2024\nP 050/123/2024\nP 2024\nP 12.5\n", ""},
    {"each page by itself", "P 1.250.000\nP 2.250.000\nF\nP 3.250.000\nP 4.250.000\n", ""},
};

static void stray(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        bool said = b->findings.len && strstr(b->findings.ptr, "S028");
        sr_buf got = {0};
        sr_buf_slice(&got, sr_str(said ? "S028" : ""));
        expect_text(cases[i].name, "findings", &got, cases[i].findings);
        sr_buf_free(&got);
        building_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(stray)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
