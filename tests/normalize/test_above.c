/* What lines above a table say of its rows. Invented activities. */
#include "building.h"

#include <stdio.h>

#define BODY "Kode Rekening|Uraian|Jumlah (Rp)\n5.1.02.01|Belanja Barang|4.000.000\n5.1.02.02|Belanja Jasa|9.000.000\n"
#define PROGRAM "P Program : 1.03.10 PROGRAM JALAN\nP Kegiatan            :  1.03.10.2.01 Jalan Kabupaten\n"

static const struct {
    const char *name, *script;
    const char *context; /* "program>kegiatan>sub kegiatan" of each data row, a line each */
} cases[] = {
    {"program, kegiatan, sub kegiatan", PROGRAM "P Sub Kegiatan : 1.03.10.2.01.0005 Pembangunan Jalan\n" BODY,
     "PROGRAM JALAN>Jalan Kabupaten>Pembangunan Jalan\nPROGRAM JALAN>Jalan Kabupaten>Pembangunan Jalan\n"},
    {"each part of one table has its own",
     PROGRAM "P Sub Kegiatan : Pembangunan Jalan\n" BODY "\n" PROGRAM "P Sub Kegiatan : Pemeliharaan Jalan\n" BODY,
     "PROGRAM JALAN>Jalan Kabupaten>Pembangunan Jalan\nPROGRAM JALAN>Jalan Kabupaten>Pembangunan Jalan\n"
     "PROGRAM JALAN>Jalan Kabupaten>Pemeliharaan Jalan\nPROGRAM JALAN>Jalan Kabupaten>Pemeliharaan Jalan\n"},
    {"another program has other kegiatan", PROGRAM BODY "\nP Program : 1.03.11 PROGRAM AIR\n" BODY,
     "PROGRAM JALAN>Jalan Kabupaten>\nPROGRAM JALAN>Jalan Kabupaten>\nPROGRAM AIR>>\nPROGRAM AIR>>\n"},
    {"cells above a header", "Program|: 1.03.10 PROGRAM JALAN|\nKegiatan|: Jalan Kabupaten|\n" BODY,
     "PROGRAM JALAN>Jalan Kabupaten>\nPROGRAM JALAN>Jalan Kabupaten>\n"},
    {"no label without a colon, nor in a sentence", "P Program jalan dibahas di bawah ini\nP Program ini : baik\n" BODY,
     ">>\n>>\n"},
    {"nothing but a dash", "P Program : -\n" BODY, ">>\n>>\n"},
};

static void above(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        sr_buf got = {0};
        for (const char *at = b->rows.ptr; at && *at;) {
            const char *end = strchr(at, '\n'), *from = strstr(at, "code=");
            const char *to = strstr(at, " by=");
            from = strchr(from, ' ') + 1;
            sr_buf_add(&got, from, (size_t)(to - from));
            sr_buf_char(&got, '\n');
            at = end ? end + 1 : NULL;
        }
        expect_text(cases[i].name, "contexts", &got, cases[i].context);
        sr_buf_free(&got);
        building_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(above)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
