/* Lines without a code under an account: what an agency is to buy. Invented goods. */
#include "building.h"

#include <stdio.h>

#define HEAD "Kode Rekening|Uraian|Volume|Satuan|Harga Satuan|Jumlah (Rp)\n1|2|3|4|5|6=3x5\n"

static const struct {
    const char *name, *script;
    const char *parents; /* a word a data row: d or s, and the parent's place among them */
} cases[] = {
    {"lines under accounts",
     HEAD "5.1.02|Belanja Barang||||3.950.000\n5.1.02.01|Alat Tulis||||2.750.000\n|Kertas|50|Rim|55.000|2.750.000\n"
          "5.1.02.02|Tinta||||1.200.000\n|Hitam|6|Botol|100.000|600.000\n|Biru|5|Botol|120.000|600.000\n",
     "s. s1 d2 s1 d4 d4"},
    {"headings with the sums of their lines",
     HEAD
     "5.1.02|Belanja Rapat||||3.000.000\n|[#] Rapat||||3.000.000\n|[-] Konsumsi||||2.500.000\n"
     "|Nasi|50|OK|40.000|2.000.000\n|Teh|50|OK|10.000|500.000\n|[-] Gedung||||500.000\n|Sewa|1|Hari|500.000|500.000\n",
     "s. s1 s2 d3 d3 s2 d6"},
    {"a lump sum among headings",
     HEAD "5.1.02|Belanja Rapat||||3.000.000\n|Uang muka||||500.000\n|[-] Konsumsi||||2.500.000\n"
          "|Nasi|50|OK|40.000|2.000.000\n|Teh|50|OK|10.000|500.000\n",
     "s. d1 s1 d3 d3"},
    {"a line that was misread", /* the sum fails, and the audit says so; whose lines they are is plain */
     HEAD "5.1.02.01|Alat Tulis||||4.000.000\n|Kertas|50|Rim|55.000|2.780.000\n|Tinta|10|Botol|120.000|1.200.000\n"
          "|Pena|10|Buah|5.000|50.000\n",
     "s. d1 d1 d1"},
    {"headings that do not add up stay open",
     HEAD "5.1.02.01|Alat Tulis||||4.000.000\n|Kertas||||2.000.000\n|F4|50|Rim|55.000|2.750.000\n"
          "|Tinta|10|Botol|120.000|1.200.000\n5.1.02.02|Gaji||||9.000.000\n",
     "d. d. d. d. d."},
    {"names alone, by their sum",
     "Kode Rekening|Uraian|Jumlah (Rp)\n5.1.02.01|Alat Tulis|4.000.000\n|Kertas|2.800.000\n|Tinta|1.200.000\n"
     "5.1.02.02|Gaji|9.000.000\n|Honor|8.000.000\n",
     "s. d1 d1 d. d."},
    {"remarks between",
     HEAD "5.1.02.01|Alat Tulis||||2.750.000\n|Sumber dana: DAU||||\n|Kertas|50|Rim|55.000|2.750.000\n", "s. d1"},
};

static void breakdown(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        sr_buf got = {0};
        unsigned first = 0;
        for (const char *at = b->rows.ptr; at && *at; at = strchr(at, '\n') + 1) {
            const char *parent = strstr(at, "parent=");
            unsigned row = 0, above = 0;
            char kind[16] = "";
            if (sscanf(at, "%*u.%u %15s", &row, kind) != 2 || sscanf(parent, "parent=%u", &above) != 1)
                fail_msg("%s: %s", cases[i].name, at);
            first = first ? first : row;
            sr_buf_printf(&got, "%s%c", got.len ? " " : "", kind[0]);
            if (above)
                sr_buf_printf(&got, "%u", above - first + 1);
            else
                sr_buf_char(&got, '.');
            if (!strchr(at, '\n'))
                break;
        }
        expect_text(cases[i].name, "rows", &got, cases[i].parents);
        sr_buf_free(&got);
        building_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(breakdown)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
