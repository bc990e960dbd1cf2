/* The audit: invented tables, a case for each thing that arithmetic proves, recovers or accuses. */
#include "building.h"

#include "normalize/audit_parts.h"

#define PLAN "Kode|Program/Kegiatan|Anggaran (Rp)|Realisasi (Rp)|Realisasi (%)\n"
#define TREE_HEAD "2.01.02|Program Pesisir|"
#define BLANK_PARTS(whole, quay, tank, sea, sum)                                                                       \
    "Kode|Program/Kegiatan|Target|Anggaran (Rp)|Realisasi (Rp)\n" TREE_HEAD "|30.000.500|" whole "\n"                  \
    "2.01.02.2.01|Kegiatan Dermaga|4 unit|10.000.300|" quay "\n"                                                       \
    "2.01.02.2.01.0001|Tiang|12 batang|10.000.300|" quay "\n2.01.02.2.02|Kegiatan Tambak|3 unit||" tank "\n"           \
    "2.01.03|Program Laut||70.000.000|" sea "\n2.01.03.2.01|Kegiatan Pantai|2 km|70.000.000|" sea "\n"                 \
    "|JUMLAH||100.000.500|" sum "\n"
#define BUDGET "No|Kegiatan|Pagu (Rp)\n"
#define RENJA                                                                                                          \
    "Kode|Program/Kegiatan|Target 2024|Realisasi 2023|Target 2025|Capaian s/d 2025|Tingkat (%)\n"                      \
    "1|2|3|4|5|6 = 4+5|7 = 6/3*100\n"

static const struct audit_case {
    const char *name, *script;
    uint32_t passed;
    const char *failed; /* checks */
    const char *audit;  /* findings */
} cases[] = {
    /* ---- it holds ---- */
    {"a total", BUDGET "1|Jalan|12.345.678\n2|Jembatan|23.456.789\n|JUMLAH|35.802.467\n", 1, "", ""},
    {"two totals, and one over them",
     BUDGET "1|Jalan|12.345.678\n2|Jembatan|23.456.789\n|JUMLAH|35.802.467\n3|Taman|11.111.222\n|JUMLAH|11.111.222\n"
            "|TOTAL|46.913.689\n",
     3, "", ""},
    {"a tree",
     PLAN TREE_HEAD "30.000.500|15.000.250|50,00\n2.01.02.2.01|Kegiatan Dermaga|10.000.300|5.000.150|50,00\n"
                    "2.01.02.2.02|Kegiatan Tambak|20.000.200|10.000.100|50,00\n",
     5, "", ""},
    {"percentages cut off, not rounded",
     PLAN "2.01.02|Program Pesisir|30.000.000|20.000.000|66,66\n2.01.03|Program Laut|70.000.000|45.000.000|64,28\n"
          "2.01.04|Program Hulu|90.000.000|25.000.000|27,77\n",
     3, "", ""},
    {"nothing over nothing", RENJA "2.01.02|Program Pesisir|0|0|0|0|0,00\n2.01.03|Program Laut|200|60|50|110|55,00\n",
     4, "", ""},

    {"accounts of more groups than activities have",
     "Kode Rekening|Uraian|Jumlah (Rp)\n2.05.2.05.01.00.00.5|BELANJA|60.000.300\n"
     "2.05.2.05.01.00.00.5.1|BELANJA TIDAK LANGSUNG|20.000.100\n2.05.2.05.01.00.00.5.1.1|Belanja Pegawai|20.000.100\n"
     "2.05.2.05.01.00.00.5.1.1.01|Gaji|12.000.050\n2.05.2.05.01.00.00.5.1.1.02|Tunjangan|8.000.050\n"
     "2.05.2.05.01.00.00.5.2|BELANJA LANGSUNG|40.000.200\n2.05.2.05.01.00.00.5.2.1|Barang|15.000.100\n"
     "2.05.2.05.01.00.00.5.2.2|Modal|25.000.100\n",
     4, "", ""},
    {"one of which is not the sum of its parts",
     "Kode Rekening|Uraian|Jumlah (Rp)\n4|PENDAPATAN|60.000.300\n4 . 1|PAD|20.000.100\n4 . 1 . 1|Pajak|12.000.050\n"
     "4 . 1 . 2|Retribusi|9.500.000\n4 . 2|DANA|40.000.200\n4 . 2 . 1|Umum|15.000.100\n4 . 2 . 2|Khusus|25.000.100\n",
     2, "subtotal 1.3.3 21500050\n", "C012 1.3.3\n"},

    {"a sum that its header names, in a table of two rows",
     "No|Kecamatan|Laki-laki|Perempuan|Jumlah\n1|Hulu|12|13|25\n2|Hilir|9|8|17\n", 2, "", ""},
    {"a difference and a sum of the same columns are one relation",
     "No|Kegiatan|Pagu Murni|Pagu Penambahan|Total\n1|Jalan|12.345.600|1.000.400|13.346.000\n"
     "2|Taman|8.000.000|500.000|8.500.000\n3|Pasar|7.000.100|200.000|7.200.100\n4|Kolam|6.500.000|300.000|6.800.000\n"
     "5|Lapangan|4.000.000|100.000|4.200.000\n",
     4, "difference 1.6.4 200000\n", "C012 1.6.4\n"},

    /* ---- it decides and recovers ---- */
    {"percentages of what should be little",
     "Sasaran|Indikator|Target 2024|Realisasi 2024|Capaian (%)\na|Angka Harapan Hidup|72,5|72,8|100,41\n"
     "b|Prevalensi stunting|14|16,5|82,14\nc|Angka kematian ibu|120|150|80,00\nd|Rumah layak huni|400|300|75,00\n"
     "e|Kunjungan wisata|5000|4550|91,00\n",
     5, "", "C018 1.3.5\nC018 1.4.5\n"},
    {"and one that follows no way",
     "Sasaran|Indikator|Target 2024|Realisasi 2024|Capaian (%)\na|Angka Harapan Hidup|72,5|72,8|100,41\n"
     "b|Prevalensi stunting|14|16,5|87,14\nd|Rumah layak huni|400|300|75,00\ne|Kunjungan wisata|5000|4550|91,00\n",
     3, "ratio 1.3.5 117.8571\n", "C012 1.3.5\n"},
    {"a value that is not in the text",
     BUDGET "1|Jalan|12.345.678\n2|Jembatan|#####\n3|Taman|11.111.222\n|JUMLAH|46.913.689\n", 1, "", "C001 1.3.3\n"},
    {"a total that is not in the text", BUDGET "1|Jalan|12.345.678\n2|Jembatan|23.456.789\n|JUMLAH|#####\n", 1, "",
     "C001 1.4.3\n"},
    {"a blank is none, if nothing but a sum that falls short asks for a figure", BLANK_PARTS("", "", "", "", ""), 3,
     "subtotal 1.2.4 10000300\n", "C012 1.2.4\n"},
    {"but one in a row that has a figure beside it was not printed",
     BLANK_PARTS("15.000.250", "5.000.150", "10.000.100", "35.000.000", "50.000.250"), 8, "", "C001 1.5.4\n"},
    {"no figure is inferred where a row between the parts is none of them",
     PLAN TREE_HEAD "60.000.500|30.000.250|50,00\n2.01.02.2.01|Kegiatan Dermaga|10.000.300|5.000.150|50,00\n"
                    "|Waduk|20.000.100|10.000.050|50,00\n2.01.02.2.02|Kegiatan Tambak|#####|10.000.100|\n"
                    "2.01.03|Program Laut|70.000.000|35.000.000|50,00\n"
                    "2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000|50,00\n",
     7, "subtotal 1.2.4 15000250\n", "C012 1.2.4\n"},
    {"figures below a code that was put right are its own",
     "Kode|Program/Kegiatan|Indikator|Target|Pagu (Rp)\n2.01.02|Program Pesisir|Persentase layanan||60.000.500\n"
     "2.01.02.2.01|Kegiatan Dermaga|Jumlah dermaga|4 unit|10.000.300\n2.01. 02.2.02|Kegiatan Tambak|||\n"
     "||Jumlah tambak|3 unit|20.000.200\n2.01.02.2.03|Kegiatan Pasar|Jumlah pasar|5 unit|30.000.000\n",
     1, "", ""},
    {"a column that is hidden in all rows, by the sum that its group's header names",
     "Kode|Kegiatan|Pagu Indikatif (Rp)||||Bidang\n||2023|2024|2025|Jumlah|\n"
     "2.01.02.2.01|Kegiatan Dermaga|10.000.300|#####|12.000.000|33.000.300|Laut\n"
     "2.01.02.2.02|Kegiatan Tambak|20.000.200|#####|21.500.000|61.500.200|Laut\n"
     "2.01.02.2.03|Kegiatan Pasar|30.000.000|##########|1.500.000|41.500.000|Laut\n"
     "2.01.02.2.04|Kegiatan Taman|4.000.000|##########|2.500.000|9.500.000|Laut\n",
     4, "", "C001 1.3.4\nC001 1.4.4\nC001 1.5.4\nC001 1.6.4\n"},
    {"and not where another figure is missing, too",
     "Kode|Kegiatan|Pagu Indikatif (Rp)||||Bidang\n||2023|2024|2025|Jumlah|\n"
     "2.01.02.2.01|Kegiatan Dermaga|10.000.300|#####|12.000.000|33.000.300|Laut\n"
     "2.01.02.2.02|Kegiatan Tambak|20.000.200|#####|#####|61.500.200|Laut\n",
     0, "", ""},
    {"a quarter that is hidden, where the last one is what the year comes to",
     "Kegiatan|Realisasi 2024 (Rp)|||||Bidang\n|Triwulan I|Triwulan II|Triwulan III|Triwulan IV|Tahun 2024|\n"
     "Dermaga|1.000.000|2.000.000|3.000.000|4.100.000|4.100.000|Laut\nTambak|500.000|700.000|800.000|950.000|950.000|"
     "Laut\n"
     "Pasar|100.000|200.000|300.000|400.000|400.000|Laut\nTaman|110.000|210.000|310.000|410.000|410.000|Laut\n"
     "Kolam|120.000|220.000|320.000|#####|420.000|Laut\n",
     5, "", "C001 1.7.5\n"},
    {"two unknowns stay unknown", BUDGET "1|Jalan|#####\n2|Jembatan|#####\n|JUMLAH|46.913.689\n", 0, "", ""},
    {"digits that can be read must stand in the value",
     BUDGET "1|Jalan|12.345.678\n2|Jembatan|23.56.789\n|JUMLAH|35.802.467\n", 1, "", "C001 1.3.3\n"},
    {"and where they do not, nothing is inferred",
     BUDGET "1|Jalan|12.345.678\n2|Jembatan|99.56.789\n|JUMLAH|35.802.467\n", 0, "", ""},
    {"not below zero", BUDGET "1|Jalan|12.345.678\n2|Jembatan|#####\n|JUMLAH|2.802.467\n", 0, "", ""},
    {"thousands, because its children say so",
     "Kegiatan/Sub Kegiatan|Indikator|Satuan|Target||\n|||2024|2025|2026\n"
     "Pembinaan Nelayan|Tercapainya Pembinaan|Orang/ Dokumen|4.548|4649|4750\n"
     "Sosialisasi|Jumlah nelayan|Orang|4500|4600|4700\nPendataan|Jumlah dokumen|Dokumen|48|49|50\n"
     "Pembinaan Petambak|Tercapainya Pembinaan|Orang/ Dokumen|305|306|307\n"
     "Pelatihan|Jumlah petambak|Orang|300|300|300\nPemetaan|Jumlah dokumen|Dokumen|5|6|7\n",
     6, "", ""},

    /* ---- it accuses ---- */
    {"one digit, proved by two relations",
     PLAN TREE_HEAD
     "30.000.500|15.000.250|50,00\n2.01.02.2.01|Kegiatan Dermaga|10.000.300|5.000.150|50,00\n"
     "2.01.02.2.02|Kegiatan Tambak|26.000.200|10.000.100|50,00\n2.01.03|Program Laut|70.000.000|35.000.000|50,00\n"
     "2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000|50,00\n",
     7, "subtotal 1.2.3 36000500\nratio 1.4.5 38.4616\n", "C003 1.4.3 20000200\n"},
    {"two digits exchanged",
     PLAN TREE_HEAD
     "30.000.590|15.000.295|50,00\n2.01.02.2.01|Kegiatan Dermaga|10.000.340|5.000.170|50,00\n"
     "2.01.02.2.02|Kegiatan Tambak|20.000.250|10.001.025|50,00\n2.01.03|Program Laut|70.000.000|35.000.000|50,00\n"
     "2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000|50,00\n",
     8, "subtotal 1.2.4 15001195\n", "C004 1.4.4 10000125\n"},
    {"a zero too many",
     PLAN TREE_HEAD
     "30.000.500|15.000.250|50,00\n2.01.02.2.01|Kegiatan Dermaga|10.000.300|5.000.150|50,00\n"
     "2.01.02.2.02|Kegiatan Tambak|200.002.000|10.000.100|50,00\n2.01.03|Program Laut|70.000.000|35.000.000|50,00\n"
     "2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000|50,00\n",
     7, "subtotal 1.2.3 210002300\nratio 1.4.5 5.0000\n", "C005 1.4.3 20000200\n"},
    {"a row left out of the total",
     "No|Kegiatan|Pagu (Rp)|Realisasi (Rp)\n1|Jalan|12.345.678|2.345.678\n2|Jembatan|23.456.789|3.456.789\n"
     "3|Taman|11.111.222|1.111.222\n|JUMLAH|23.456.900|3.456.900\n",
     0, "column_total 1.5.3 46913689\ncolumn_total 1.5.4 6913689\n", "C006 1.5.3\n"},
    {"a row counted twice",
     "No|Kegiatan|Pagu (Rp)|Realisasi (Rp)\n1|Jalan|12.345.678|2.345.678\n2|Jembatan|23.456.789|3.456.789\n"
     "|JUMLAH|48.148.145|8.148.145\n",
     0, "column_total 1.4.3 35802467\ncolumn_total 1.4.4 5802467\n", "C007 1.4.3\n"},
    {"a percentage that is the sum of percentages",
     PLAN TREE_HEAD
     "30.000.500|15.000.250|105,00\n2.01.02.2.01|Kegiatan Dermaga|10.000.300|6.000.180|60,00\n"
     "2.01.02.2.02|Kegiatan Tambak|20.000.200|9.000.070|45,00\n2.01.03|Program Laut|70.000.000|35.000.000|50,00\n"
     "2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000|50,00\n",
     8, "ratio 1.2.5 50.0000\n", "C008 1.2.5 50.00\n"},
    {"or their mean",
     PLAN TREE_HEAD
     "30.000.500|15.000.250|52,50\n2.01.02.2.01|Kegiatan Dermaga|10.000.300|6.000.180|60,00\n"
     "2.01.02.2.02|Kegiatan Tambak|20.000.200|9.000.070|45,00\n2.01.03|Program Laut|70.000.000|35.000.000|50,00\n"
     "2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000|50,00\n",
     8, "ratio 1.2.5 50.0000\n", "C009 1.2.5 50.00\n"},
    {"a child that is a copy of its parent",
     PLAN TREE_HEAD
     "30.000.500|15.000.250|50,00\n2.01.02.2.01|Kegiatan Dermaga|10.000.300|5.000.150|50,00\n"
     "2.01.02.2.02|Kegiatan Tambak|30.000.500|15.000.250|50,00\n2.01.03|Program Laut|70.000.000|35.000.000|50,00\n"
     "2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000|50,00\n",
     7, "subtotal 1.2.3 40000800\nsubtotal 1.2.4 20000400\n", "C010 1.4.3 20000200\n"},
    {"another total than its rows",
     BUDGET "1|Jalan|12.345.678\n2|Jembatan|23.456.789\n3|Taman|11.111.222\n|JUMLAH|47.014.700\n", 0,
     "column_total 1.5.3 46913689\n", "C012 1.5.3\n"},
    {"a total of something else altogether", BUDGET "1|Jalan|12.345.678\n2|Jembatan|23.456.789\n|JUMLAH|900.000.000\n",
     0, "", ""},
    {"a formula that is not followed",
     RENJA "2.01.02|Program Pesisir|100|20|30|99|99,00\n2.01.03|Program Laut|200|60|50|88|44,00\n"
           "2.01.04|Program Hulu|300|60|50|77|25,67\n",
     3, "", "C016 1.0.6\n"},
    {"the same in two tables",
     "C Tabel 1 Rencana\n\n" BUDGET "1|Jalan Desa|12.345.678\n2|Jembatan Gantung|23.456.789\n3|Taman Kota|11.111.222\n"
     "4|Pasar Ikan|55.555.000\n\nC Tabel 2 Pagu\n\nKegiatan|Indikator|Pagu (Rp)|Satuan\nJalan Desa|x|12.345.678|km\n"
     "Jembatan Gantung|y|23.456.789|unit\nTaman Kota|z|11.111.222|unit\nPasar Ikan|p|56.555.000|unit\n",
     3, "cross_table 2.5.3 55555000\n", "C013 2.5.3\n"},
};

static void audits(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        expect_text(cases[i].name, "failed checks", &b->checks, cases[i].failed);
        expect_text(cases[i].name, "findings", &b->audit, cases[i].audit);
        if (b->doc.checks_passed != cases[i].passed)
            fail_msg("%s: %u checks hold, not %u", cases[i].name, (unsigned)b->doc.checks_passed, cases[i].passed);
        building_free(b);
    }
}

static const struct formula_case {
    const char *text;
    const char *read; /* terms with their signs, ! below the bar, % for a hundred, NULL: no formula */
} formulas[] = {
    {"7/6*100", "+7!6%"},
    {"5+7+9", "+5+7+9"},
    {"(5+7+9)", "+5+7+9"},
    {"8 + 9 + 10 + 11", "+8+9+10+11"},
    {"13/5x 100%", "+13!5%"},
    {"3-4", "+3-4"},
    {"(7/6)*100", "+7!6%"},
    {"(7/6 x 100)", "+7!6%"},
    {"6/(4+5)", "+6!4!5"},
    {"7:6 x 100", "+7!6%"},
    {"4x5", "*4*5"},
    {"10/4*100", "+10!4%"},
    {"= 5 + 6", "+5+6"},
    {"8a+8b", "+8a+8b"},
    {"", NULL},
    {"Rp", NULL},
    {"5+", NULL},
    {"(5+6", NULL},
    {"7/6*100 dan 5", NULL},
    {"5++6", NULL},
    {"1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1", NULL},
    {"123456789", NULL},
};

static void reads_formulas(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
        sr_formula f;
        sr_buf got = {0};
        bool is = sr_formula_read(sr_str(formulas[i].text), &f);
        if (is != (formulas[i].read != NULL))
            fail_msg("\"%s\" is %s formula", formulas[i].text, is ? "a" : "no");
        for (uint32_t k = 0; is && k < f.n; k++)
            sr_buf_printf(&got, "%c%s",
                          f.product         ? '*'
                          : f.term[k].below ? '!'
                          : f.term[k].minus ? '-'
                                            : '+',
                          f.term[k].label);
        if (is && f.hundred)
            sr_buf_char(&got, '%');
        if (is)
            expect_text(formulas[i].text, "terms", &got, formulas[i].read);
        sr_buf_free(&got);
    }
}

static const struct edit_case {
    const char *printed, *meant;
    sr_edit edit;
} edits[] = {
    {"8511438535", "6511438535", SR_EDIT_LOOK_ALIKE},
    {"5795", "8795", SR_EDIT_DIGIT},
    {"1234", "1324", SR_EDIT_SWAP},
    {"1234", "4231", SR_EDIT_FAR_SWAP},
    {"12000", "120", SR_EDIT_POWER},
    {"120", "12000", SR_EDIT_POWER},
    {"12.50", "12.80", SR_EDIT_DIGIT},
    {"0", "5", SR_EDIT_OTHER},
    {"-5", "5", SR_EDIT_OTHER},
    {"1234", "5678", SR_EDIT_OTHER},
    {"12.5", "12.60", SR_EDIT_LOOK_ALIKE},
    {"1234568", "1234567890", SR_EDIT_POWER},
    {"1234567", "1234567890", SR_EDIT_POWER},
    {"1234567890", "1235", SR_EDIT_POWER},
    {"13", "12900", SR_EDIT_OTHER},
    {"123567", "1234567", SR_EDIT_COUNT},
    {"12344567", "1234567", SR_EDIT_COUNT},
    {"1235", "12345", SR_EDIT_OTHER},
};

static void tells_slips(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        sr_decimal a = {0}, b = {0};
        assert_true(sr_decimal_parse(sr_str(edits[i].printed), &a) && sr_decimal_parse(sr_str(edits[i].meant), &b));
        if (sr_edit_between(a, b) != edits[i].edit)
            fail_msg("%s for %s is %d", edits[i].printed, edits[i].meant, (int)sr_edit_between(a, b));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(audits), cmocka_unit_test(reads_formulas),
                                       cmocka_unit_test(tells_slips)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
