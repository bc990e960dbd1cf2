/* Rows above a header that speak of the document, and amounts whose header does not say what they are. */
#include "building.h"

struct lead_case {
    const char *name, *script;
    const char *tables, *columns, *facts; /* NULL: not looked at; facts: "year revision | agency | region | title" */
};

#define BUDGET "No. Rekening|Uraian|Jumlah|Keterangan\n5.1.1|Gaji|5.000.000|\n5.1.2|Honor|6.000.000|x\n"
#define BUDGET_COLUMNS(times) "1.1 code\n1.2 name\n1.3 measure budget money rupiah" times "\n1.4 note\n"

static const struct lead_case cases[] = {
    {"labels right above", "Judul|Anggaran Dinas||\nDaerah|Kota Serayu||\nTahun|2016||\nOPD|Dinas Sosial||\n" BUDGET,
     "w4 HHHHHdd [Anggaran Dinas]\n", BUDGET_COLUMNS(" 2016"), "2016  | Dinas Sosial | Kota Serayu | Anggaran Dinas"},
    {"labels and blank rows", "Judul|Anggaran Dinas||\n|||\nTahun|2016||\n|||\n" BUDGET,
     "w4 HbHbHdd [Anggaran Dinas]\n", BUDGET_COLUMNS(" 2016"), NULL},
    {"labels in a part of their own", "Judul|APBD Perubahan\nDaerah|Kabupaten Lembah Biru\nTahun|2015\n\n\n" BUDGET,
     "w4 HHHHdd perubahan [APBD Perubahan]\n", BUDGET_COLUMNS(" 2015 perubahan"),
     "2015 perubahan |  | Kabupaten Lembah Biru | APBD Perubahan"},
    {"colons in cells of their own", "SKPD|:|Dinas Sosial|\nTahun Anggaran|:|2016|\n" BUDGET, "w4 HHHdd []\n", NULL,
     "2016  | Dinas Sosial |  | "},
    {"colons in the labels", "Organisasi:|Dinas Sosial||\nAlamat:|Jalan Mawar||\n" BUDGET, "w4 HHHdd []\n", NULL,
     "0  | Dinas Sosial |  | "},
    {"label and value in one cell", "OPD : Dinas Sosial|||\nTAHUN : 2016|||\n" BUDGET, "w4 HHHdd []\n", NULL,
     "2016  | Dinas Sosial |  | "},
    {"one label is enough where its value fits", "Tahun|2016||\n" BUDGET, "w4 HHdd []\n", NULL, "2016  |  |  | "},
    {"a title above the labels", "PEMERINTAH KOTA SERAYU|||\nTahun|2016||\nKolom|4||\n" BUDGET, "w4 HHHHdd []\n", NULL,
     "2016  |  | Kota Serayu | "},
    {"a region as its own organisation", "Daerah|Kota Serayu||\nNama Organisasi|Kota Serayu||\n" BUDGET,
     "w4 HHHdd []\n", NULL, "0  |  | Kota Serayu | "},
    {"a header of two words is no label", "OPD|Pagu\nDinas Sosial|5.000.000\nDinas Air|6.000.000\n", "w2 Hdd []\n",
     NULL, "0  |  |  | "},
    {"rows of years are no labels", "Tahun|Jumlah\n2020|5.000.000\n2021|6.000.000\n", "w2 Hdd []\n", NULL,
     "0  |  |  | "},
    {"labels and nothing else", "Judul|Anggaran\nTahun|2016\n", "w2 HH [Anggaran]\n", NULL, "2016  |  |  | Anggaran"},
    {"other labels are another table",
     "OPD|Dinas Sosial||\nTahun|2016||\n" BUDGET "\n\nOPD|Dinas Air||\nTahun|2016||\n" BUDGET,
     "w4 HHHdd []\nw4 HHHdd []\n", NULL, "2016  | Dinas Sosial |  | "},

    /* ---- amounts ---- */
    {"a realization", "H Laporan Realisasi Anggaran\n\n" BUDGET, NULL,
     "1.1 code\n1.2 name\n1.3 measure realization money rupiah\n1.4 note\n", NULL},
    {"nothing says what the amounts are", "H Daftar Rekening\n\n" BUDGET, NULL, "1.1 code\n1.2 name\n1.3 \n1.4 note\n",
     NULL},
    {"no codes beside it", "H Anggaran\n\nUraian|Jumlah|Keterangan\na|5.000.000|\nb|6.000.000|\n", NULL,
     "1.1 name\n1.2 \n1.3 note\n", NULL},
    {"what a revision adds",
     "H Perubahan APBD "
     "2014\n\nKode|Uraian|Sebelum|Sesudah|Angka|Prosentase\n5.1.1|Gaji|5.000.000|6.000.000|1.000.000|20\n"
     "5.1.2|Honor|4.000.000|3.000.000|-1.000.000|-25\n",
     NULL,
     "1.1 code\n1.2 name\n1.3 measure budget money rupiah 2014 murni\n1.4 measure budget money rupiah 2014 perubahan\n"
     "1.5 measure change money rupiah 2014 perubahan\n1.6 measure change money % 2014 perubahan\n",
     NULL},
    {"percentages of money, and of work",
     "Kode|Uraian|Anggaran (Rp)|Realisasi (Rp)|%|Fisik (%)\n5.1.1|Gaji|5.000.000|4.000.000|80,00|75,00\n"
     "5.1.2|Honor|4.000.000|3.000.000|75,00|80,00\n",
     NULL,
     "1.1 code\n1.2 name\n1.3 measure budget money rupiah\n1.4 measure realization money rupiah\n"
     "1.5 measure achievement money %\n1.6 measure achievement performance %\n",
     NULL},
    {"a percentage beside targets",
     "Uraian|Target|Realisasi|Pagu (Rp)|%\nJalan|5 km|4 km|5.000.000|80,00\nAir|10 km|5 km|4.000.000|50,00\n", NULL,
     "1.1 name\n1.2 measure target performance\n1.3 measure realization performance\n1.4 measure budget money "
     "rupiah\n1.5 measure achievement performance %\n",
     NULL},
    {"quarters of the target beside them",
     "No|Indikator|Target 2024|TW I|TW II|TW III|TW IV|Keterangan\n1|Jumlah rapat|12 rapat|3|3|3|3|-\n"
     "2|Jumlah survei|4 survei|1|1|1|1|-\n",
     NULL,
     "1.1 ordinal\n1.2 indicator\n1.3 measure target performance 2024\n1.4 measure target performance 2024 q1\n"
     "1.5 measure target performance 2024 q2\n1.6 measure target performance 2024 q3\n1.7 measure target performance "
     "2024 q4\n"
     "1.8 note\n",
     NULL},
    {"quarters of nothing",
     "No|Indikator|TW I|TW II|TW III|TW IV|Keterangan\n1|Jumlah rapat|3|3|3|3|-\n2|Jumlah survei|1|1|1|1|-\n", NULL,
     "1.1 ordinal\n1.2 indicator\n1.3  q1\n1.4  q2\n1.5  q3\n1.6  q4\n1.7 note\n", NULL},
    {"a change over two columns",
     "Kode|Uraian|Belanja||||\n||Sebelum Perubahan|Setelah Perubahan|Bertambah / Berkurang||\n||Jumlah Belanja|Jumlah "
     "Belanja|||\n"
     "1.01|Sosial|5.000.000|6.000.000|1.000.000|20,00|\n1.02|Air|4.000.000|3.000.000|-1.000.000|-25,00|\n",
     NULL,
     "1.1 code\n1.2 name\n1.3 measure budget money rupiah murni\n1.4 measure budget money rupiah perubahan\n"
     "1.5 measure change money rupiah\n1.6 measure change money %\n1.7 \n",
     NULL},
};

static void leads(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct lead_case *c = &cases[i];
        sr_buf facts = {0};
        building *b = build(c->script);
        const sr_facts *f = &b->doc.facts;
        sr_buf_printf(&facts, "%d %s | %.*s | %.*s | %.*s", f->fiscal_year, sr_revision_name((sr_revision)f->revision),
                      SR_FMT(f->agency), SR_FMT(f->region), SR_FMT(f->title));
        expect_text(c->name, "tables", &b->tables, c->tables);
        expect_text(c->name, "columns", &b->columns, c->columns);
        expect_text(c->name, "facts", &facts, c->facts);
        sr_buf_free(&facts);
        building_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(leads)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
