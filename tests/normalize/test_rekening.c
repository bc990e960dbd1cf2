/* Codes of budget lines: how they are read, and the tree that they make. Invented organizations. */
#include "building.h"

#include "normalize/rekening.h"

#include <stdio.h>

/* ---- reading -------------------------------------------------------------------------------- */

static const struct {
    const char *text;
    int organisation;
    const char *read; /* "organisation activity account n level code", "" for no code */
} codes[] = {
    {"1", 3, "1 1 1 1 urusan 1"},
    {"1.09", 3, "2 2 2 2 bidang 1.09"},
    {"1.1", 3, "2 2 2 2 bidang repaired 1.10"},
    {"1.09.02", 3, "3 3 3 3  1.09.02"},
    {"1.09.1.09.02", 3, "5 5 5 5  1.09.1.09.02"},
    {"1.09 . 1.09.02 ", 3, "5 5 5 5  1.09.1.09.02"},
    {"1.09.1.09.02.00.00", 3, "5 5 7 7  1.09.1.09.02.00.00"},
    {"1.09.1.09.02.15", 3, "5 6 6 6 program 1.09.1.09.02.15"},
    {"1.09.1.09.02.15.00", 3, "5 6 7 7 program 1.09.1.09.02.15.00"},
    {"1.09 . 1.09.02 . 15.03", 3, "5 7 7 7 kegiatan 1.09.1.09.02.15.03"},
    {"1.09.1.09.02.015.043.", 3, "5 7 7 7 kegiatan 1.09.1.09.02.015.043"},
    {"1.09.1.09.02.00.15.003", 4, "6 8 8 8 kegiatan 1.09.1.09.02.00.15.003"},
    {"1.09 . 1.09.02 . 00 . 00 . 5 . 1 . 1", 3, "5 5 7 10  1.09.1.09.02.00.00.5.1.1"},
    {"1.09.1.09.02.15.03.5.2.2.01.04", 3, "5 7 7 12  1.09.1.09.02.15.03.5.2.2.01.04"},
    {"1.09.1.09.02.15.03.521", 3, "5 7 7 10  1.09.1.09.02.15.03.521"},
    {"1.09.1.09.02.5.1", 3, "5 5 5 7  1.09.1.09.02.5.1"},
    {"4", 3, "0 0 0 1  4"},
    {"4 . 1 . 1 . 01", 3, "0 0 0 4  4.1.1.01"},
    /* the dots are gone, or blanks where none belong: repaired */
    {"109 10902 1503 52201", 3, "5 7 7 11 repaired 1.09.1.09.02.15.03.5.2.2.01"},
    {"109 10902 15", 3, "5 6 6 6 program repaired 1.09.1.09.02.15"},
    {"1.09.1.09.02.1 5.03", 3, "5 7 7 7 kegiatan repaired 1.09.1.09.02.15.03"},
    /* other codes, and what is none */
    {"5.03.01.2.02.0001", 3, ""},
    {"1.02.3", 3, ""},
    {"9.09.9.09.02", 3, ""},
    {"2016", 3, ""},
    {"1.09.X", 3, ""},
    {"1..09", 3, ""},
    {"", 3, ""},
    {"12345678", 3, ""},
    {"109 10902 1503 522 1", 3, ""},
    {"1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1.1", 3, ""},
};

static void codes_are_read(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        sr_rekening k;
        sr_buf got = {0};
        if (sr_rekening_read(sr_str(codes[i].text), (uint8_t)codes[i].organisation, &k)) {
            sr_buf_printf(&got, "%u %u %u %u %s%s", k.organisation, k.activity, k.account, k.n, sr_level_name(k.level),
                          k.code.repaired ? k.level ? " repaired" : "repaired" : "");
            sr_buf_printf(&got, " %.*s", (int)k.code.len, k.code.text);
        }
        expect_text(codes[i].text, "parts", &got, codes[i].read);
        sr_buf_free(&got);
    }
}

/* ---- trees ---------------------------------------------------------------------------------- */

struct tree_case {
    const char *name, *script;
    const char *tree; /* a line each row: "row<parent kind level program>kegiatan" */
};

#define HEAD "H Penjabaran APBD\n\nKode Rekening|Uraian|Jumlah\n"
#define ORG "1.09.1.09.02."

static const struct tree_case trees[] = {
    {"a budget",
     HEAD ORG "00.00.5|BELANJA|90\n" ORG "00.00.5.1|BELANJA TIDAK LANGSUNG|40\n" ORG "00.00|Non Kegiatan|40\n" ORG
              "00.00.5.1.1|Belanja Pegawai|40\n" ORG "15.01.5.2|BELANJA LANGSUNG|50\n" ORG "15|Program Air|50\n" ORG
              "15.01|Sumur|30\n" ORG "15.01.5.2.1|Belanja Pegawai|10\n" ORG "15.01.5.2.1.01|Honor|10\n" ORG
              "15.01.5.2.2|Belanja Barang|20\n" ORG "15.02|Pipa|20\n" ORG
              "15.02.5.2.2|Belanja Barang|20\n|JUMLAH BELANJA|90\n",
     "2<0 subtotal  >\n3<2 subtotal  >\n4<3 subtotal  >\n5<4 detail  >\n6<2 subtotal  >\n7<6 subtotal program Program "
     "Air>\n"
     "8<7 subtotal kegiatan Program Air>Sumur\n9<8 subtotal  Program Air>Sumur\n10<9 detail  Program Air>Sumur\n"
     "11<8 detail  Program Air>Sumur\n12<7 subtotal kegiatan Program Air>Pipa\n13<12 detail  Program Air>Pipa\n14<0 "
     "total  >\n"},
    {"accounts in another order: revenue twice, then its parts",
     HEAD ORG "00.00.4|PENDAPATAN|5\n" ORG "00.00.8|PENDAPATAN - LO|5\n" ORG "00.00.4.1|PAD|5\n" ORG
              "00.00.4.1.2|Retribusi|5\n",
     "2<0 subtotal  >\n3<0 detail  >\n4<2 subtotal  >\n5<4 detail  >\n"},
    {"accounts alone; financing is a difference",
     HEAD "4|PENDAPATAN|9\n4 . 1|PAD|9\n4 . 1 . 1|Pajak|9\n4 . 1 . 1 . 02|Hotel|9\n6|PEMBIAYAAN|3\n6 . 1|PENERIMAAN|5\n"
          "6 . 1 . 1|SILPA|5\n6 . 2|PENGELUARAN|2\n",
     "2<0 subtotal  >\n3<2 subtotal  >\n4<3 subtotal  >\n5<4 detail  >\n6<0 detail  >\n7<0 subtotal  >\n8<7 detail  "
     ">\n9<0 detail  >\n"},
    {"a few accounts, and the total in their column",
     HEAD "5.1.02|Belanja Barang|9\n5.1.02.01.01.0024|Alat tulis|4\n5.1.02.02.01.0003|Honor|5\nJumlah||9\n",
     "2<0 subtotal  >\n3<2 detail  >\n4<2 detail  >\n5<0 total  >\n"},
    {"urusan and organizations",
     HEAD
     "1|URUSAN WAJIB|30\n1.09|Air|30\n1.09 . 1.09.01|Dinas Air|10\n1.09 . 1.09.02|Badan Air|20\n2|URUSAN PILIHAN|5\n"
     "2.01|Tani|5\n2.01 . 1.09.02|Badan Air|5\n",
     "2<0 subtotal urusan >\n3<2 subtotal bidang >\n4<3 detail  >\n5<3 detail  >\n6<0 subtotal urusan >\n7<6 subtotal "
     "bidang >\n"
     "8<7 detail  >\n"},
    {"an organization of four groups, accounts in one piece, lines without a code",
     HEAD "|BELANJA DAERAH|30\n1|URUSAN WAJIB|10\n1.09|Air|10\n" ORG "00.00.002|Belanja Tidak Langsung|10\n" ORG
          "00.00.002.511|Belanja Pegawai|10\n|Belanja Langsung|20\n1|URUSAN WAJIB|20\n1.09|Air|20\n" ORG
          "00.15|Program Air|20\n" ORG "00.15.003|Sumur|20\n" ORG "00.15.003.521|Belanja Pegawai|5\n" ORG
          "00.15.003.522|Belanja Barang|15\n",
     "2<0 subtotal  >\n3<0 subtotal urusan >\n4<3 detail bidang >\n5<2 subtotal  >\n6<5 detail  >\n7<2 subtotal  >\n"
     "8<7 subtotal urusan >\n9<8 subtotal bidang >\n10<9 subtotal program Program Air>\n11<10 subtotal kegiatan "
     "Program Air>Sumur\n"
     "12<11 detail  Program Air>Sumur\n13<11 detail  Program Air>Sumur\n"},
    {"numbers of programs that end with their account",
     HEAD "1.09.02|Badan Air|30\n" ORG "000.000.5.1|BELANJA TIDAK LANGSUNG|10\n" ORG
          "000.000.5.2|BELANJA LANGSUNG|20\n" ORG "001.000.5.2|Program Air|20\n" ORG "001.001.5.2|Sumur|20\n" ORG
          "001.001.5.2.2|Belanja Barang|20\n",
     "2<0 subtotal  >\n3<2 detail  >\n4<2 subtotal  >\n5<4 subtotal program Program Air>\n6<5 subtotal kegiatan "
     "Program Air>Sumur\n"
     "7<6 detail  Program Air>Sumur\n"},
    {"a kegiatan without a row of its own is under its program",
     HEAD ORG "00.00.5.2|BELANJA LANGSUNG|20\n" ORG "15|Program Air|20\n" ORG "15.01|Sumur|5\n" ORG
              "15.01.5.2.2|Belanja Barang|5\n" ORG "15.02.5.2.2.01|Bahan|15\n" ORG "15.02.5.2.2.01.01|Alat tulis|15\n",
     "2<0 subtotal  >\n3<2 subtotal program Program Air>\n4<3 subtotal kegiatan Program Air>Sumur\n5<4 detail  Program "
     "Air>Sumur\n"
     "6<3 subtotal  Program Air>\n7<6 detail  Program Air>\n"},
    {"a bidang out of its place has no parent",
     HEAD "2|URUSAN PILIHAN|5\n2.01|Tani|5\n2.01.1.09.02|Badan|5\n1|URUSAN "
          "WAJIB|7\n2.01|Tani|6\n2.01.1.09.02|Badan|6\n2.01.1.09.02.15|Program A|6\n",
     "2<0 subtotal urusan >\n3<2 subtotal bidang >\n4<3 detail  >\n5<0 subtotal urusan >\n6<0 subtotal bidang >\n7<6 "
     "subtotal  >\n"
     "8<7 detail program Program A>\n"},
    {"two organizations",
     HEAD "1.09.1.09.01.00.00.5|BELANJA|5\n1.09.1.09.01.00.00.5.2|BELANJA LANGSUNG|5\n1.09.1.09.01.15|Program A|5\n"
          "1.09.1.09.02.00.00.5|BELANJA|7\n1.09.1.09.02.00.00.5.2|BELANJA LANGSUNG|7\n1.09.1.09.02.15|Program B|7\n"
          "1.09.1.09.02.15.01.5.2.2|Belanja Barang|7\n",
     "2<0 subtotal  >\n3<2 subtotal  >\n4<3 detail program Program A>\n5<0 subtotal  >\n6<5 subtotal  >\n7<6 subtotal "
     "program Program B>\n"
     "8<7 detail  Program B>\n"},
    {"a tree over two batches",
     HEAD ORG "00.00.5.2|BELANJA LANGSUNG|50\n" ORG "15|Program Air|50\n" ORG "15.01|Sumur|30\nB\n" ORG
              "15.01.5.2.1|Belanja Pegawai|10\n" ORG "15.01.5.2.1.01|Honor|10\n" ORG "16|Program Api|20\n",
     "2<0 subtotal  >\n3<2 subtotal program Program Air>\n4<3 detail kegiatan Program Air>Sumur\n5<4 subtotal  Program "
     "Air>Sumur\n"
     "6<5 detail  Program Air>Sumur\n7<2 detail program Program Api>\n"},
    {"codes of activities as they are today are not these",
     HEAD "5.03|Kepegawaian|9\n5.03.01|Program Penunjang|9\n5.03.01.2.02|Administrasi|9\n5.03.01.2.02.0001|Gaji|9\n",
     "2<0 subtotal bidang >\n3<2 subtotal program Program Penunjang>\n4<3 subtotal kegiatan Program "
     "Penunjang>Administrasi\n"
     "5<4 detail sub_kegiatan Program Penunjang>Administrasi\n"},
};

/* "1.5 subtotal program parent=2 code=... Program>Kegiatan>... by= ind=" -> "5<2 subtotal program Program>Kegiatan" */
static void add_line(sr_buf *out, const char *line)
{
    unsigned table, row, parent;
    char kind[24];
    int at = 0;

    assert_int_equal(sscanf(line, "%u.%u %23s %n", &table, &row, kind, &at), 3);
    const char *level = line + at, *parents = strstr(line, "parent="), *code = strstr(line, "code=");
    assert_int_equal(sscanf(parents, "parent=%u", &parent), 1);
    sr_buf_printf(out, "%u<%u %s %.*s", row, parent, kind, (int)(parents > level ? parents - level : 1),
                  parents > level ? level : " ");
    const char *program = strchr(code, ' ') + 1, *kegiatan = strchr(program, '>') + 1, *end = strchr(kegiatan, '>');
    sr_buf_printf(out, "%.*s\n", (int)(end - program), program);
}

static void trees_are_told(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        sr_buf tree = {0};
        building *b = build(trees[i].script);
        sr_buf_char(&b->rows, '\0');
        for (const char *line = b->rows.ptr; *line; line = strchr(line, '\n') + 1)
            add_line(&tree, line);
        expect_text(trees[i].name, "rows", &tree, trees[i].tree);
        sr_buf_free(&tree);
        building_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(codes_are_read), cmocka_unit_test(trees_are_told)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
