/* The audit: what looks like an error and is none, or is one error and not three. All of it was seen in documents. */
#include "building.h"

#define BUDGET "No|Kegiatan|Pagu (Rp)\n"
#define ACCOUNTS "Kode Rekening|Uraian|Jumlah (Rp)\n"
#define QUARTERS                                                                                                       \
    "No|Kegiatan|Target|Realisasi Triwulan I|Realisasi Triwulan II|Realisasi Triwulan III|Realisasi Triwulan "         \
    "IV|Realisasi\n1|2|3|4|5|6|7|8=4+5+6+7\n1|Jalan|10 km|1 km|2 km|3 km|2 km|8 km\n2|Taman|9 unit|2 unit|2 unit|1 "   \
    "unit|3 unit|8 unit\n3|Pasar|12 lapak|3 lapak|4 lapak|2 lapak|1 lapak|10 lapak\n"
#define PROGRAMS "Program/Kegiatan|Indikator|Pagu 2025 (Rp)|Pagu 2026 (Rp)\n"

static const struct quiet_case {
    const char *name, *script;
    uint32_t passed;
    const char *failed, *audit;
} cases[] = {
    {"a row that slipped, of which a finding says that its cells do not suit their columns",
     "Kode|Program/Kegiatan|Anggaran (Rp)|Realisasi (Rp)|Sisa (Rp)|%\n1|2|3|4|5=3-4|6=4/3*100\n"
     "1.19.01.2.02|Pemeliharaan Barang Milik Daerah|1.536.094.524|1.393.861.488|142.233.036|90,7\n"
     "1.19.01.2.03|Penataan Alur Pelayaran Sungai|42.412.500|33.263.132|9.149.368|78,4\n"
     "1.19.02.2.01|Penilaian Kinerja Aparatur|2.883.640.234|2.400.231.867|483.408.367|83,2\n"
     "1.19.02.2.02|Administrasi Umum Perangkat Daerah|5.433.452.086|4.622.602.895|810.849.191|85,0\n"
     "JUMLAH|9.895.599.344|8.449.959.382|1.445.639.962||85,4\n",
     8, "", ""},
    {"quarters that count what is reached by then", QUARTERS "4|Kios|4 paket|4 paket|4 paket|||4 paket\n", 6, "", ""},
    {"but not one quarter of which another has more", QUARTERS "4|Kios|4 paket|1 paket|22 paket|||3 paket\n", 6,
     "formula 1.6.8 23\n", "C012 1.6.8\n"},
    {"shares that were rounded before they were printed", QUARTERS "4|Kios|100|24,22|34,93|||59,14\n", 7, "", ""},
    {"documents are typed as they are", QUARTERS "4|Kios|9 dok|0,31 dok|0,22 dok|||0,54 dok\n", 6,
     "formula 1.6.8 0.53\n", "C012 1.6.8\n"},
    {"the last digit of what a spreadsheet computed",
     "No|Kegiatan|Pagu (Rp)|Realisasi (Rp)|%\n1|2|3|4|5=4/3*100\n1|Jalan|850.000.000|600.000.000|70,5882352941177\n"
     "2|Taman|500.000.000|350.000.000|70\n3|Pasar|350.000.000|250.000.000|71,4285714285714\n",
     3, "", ""},
    {"means of rows are no case of a column's formula", QUARTERS "|Rata-rata capaian kinerja (%)||0,18||||40,24\n", 6,
     "", ""},
    {"an amount that goes on in the row of the next indicator",
     PROGRAMS
     "PROGRAM PENCATATAN|Layanan|786.000.000|787.485.000\n"
     "Kegiatan Pelayanan Pencatatan|Sarana|326.000.000|327.485.000\n|Petugas|400.000.000|400.000.000\n"
     "Sub Kegiatan Penerbitan Akta|Akta|150.000.000|151.485.000\n"
     "Sub Kegiatan Peningkatan Layanan|Layanan|400.000.000|400.000.000\n"
     "Sub Kegiatan Pengadaan Blangko|Blangko|176.000.000|176.000.000\n"
     "Kegiatan Penyelenggaraan Pencatatan|Layanan|60.000.000|60.000.000\n"
     "Sub Kegiatan Koordinasi|Rapat|35.000.000|36.000.000\nSub Kegiatan Fasilitasi|Kali|25.000.000|24.000.000\n",
     6, "", ""},
    {"a total of rows whose levels are not told apart, and are not its own",
     "Kode|Urusan/Program|Pagu (Rp)\n|UMUM|64.758.094\nI|URUSAN WAJIB|22.039.127\n1.01|Urusan Pendidikan|12.432.500\n"
     "1.01.02|Program Dasar|12.432.500\n1.02|Urusan Kesehatan|9.606.627\n1.02.02|Program Sehat|9.606.627\n"
     "|JUMLAH|92.797.221\n",
     3, "", ""},
    {"a total that is named after a row",
     ACCOUNTS "4|PENDAPATAN|8.500.400\n4.1|PAD|8.500.400\n5|BELANJA DAERAH|60.000.300\n5.1|Pegawai|20.000.100\n"
              "5.2|Modal|40.000.200\n|JUMLAH BELANJA|60.000.300\n",
     3, "", ""},
    {"and shows that row to be wrong",
     ACCOUNTS "4|PENDAPATAN|8.500.400\n4.1|PAD|8.500.400\n5|BELANJA DAERAH|60.008.300\n5.1|Pegawai|20.000.100\n"
              "5.2|Modal|40.000.200\n|JUMLAH BELANJA|60.000.300\n",
     1, "subtotal 1.4.3 60000300\ncolumn_total 1.7.3 60008300\n", "C003 1.4.3 60000300\n"},
    {"financing is what comes in less what goes out",
     ACCOUNTS "4|PENDAPATAN|60.000.300\n4.1|PAD|20.000.100\n4.2|DANA|40.000.200\n6|PEMBIAYAAN|64.469.529\n"
              "6.1|PENERIMAAN|79.722.917\n6.2|PENGELUARAN|15.253.388\n",
     2, "", ""},
    {"codes that begin anew",
     ACCOUNTS
     "2|URUSAN|25.300.000\n2.01|Pertanian|25.300.000\n2.01.001|Retribusi|25.300.000\n2.01.002|BELANJA|60.718.010\n"
     "2|URUSAN|22.115.508\n2.01|Pertanian|22.115.508\n2.01.003|Pegawai|22.115.508\n",
     3, "", ""},
    {"targets of a hundred are no parts",
     "Kode|Program/Kegiatan|Target 2024|Rp 2024\n2.01.01|Program Laut|96|30.000.500\n"
     "2.01.01.2.01|Kegiatan Dermaga|100|10.000.300\n2.01.01.2.02|Kegiatan Tambak|100|20.000.200\n"
     "2.01.02|Program Hulu|12|30.000.900\n2.01.02.2.01|Kegiatan Sungai|5|10.000.600\n"
     "2.01.02.2.02|Kegiatan Danau|7|20.000.300\n2.01.03|Program Hilir|15|3.000.900\n"
     "2.01.03.2.01|Kegiatan Rawa|5|1.000.600\n2.01.03.2.02|Kegiatan Muara|10|2.000.300\n"
     "2.01.04|Program Tengah|9|13.000.900\n2.01.04.2.01|Kegiatan Kolam|5|1.000.600\n"
     "2.01.04.2.02|Kegiatan Waduk|4|12.000.300\n2.01.05|Program Tepi|9|13.000.900\n"
     "2.01.05.2.01|Kegiatan Pagar|5|1.000.600\n2.01.05.2.02|Kegiatan Pintu|4|12.000.300\n",
     9, "", ""},
    {"a share that slid into the column of rupiah",
     "No|Kegiatan|Realisasi (%)|Realisasi (Rp)\n1|Jalan|25,48|12.345.678\n2|Jembatan|12,5|23.456.789\n3|Taman||12,11\n"
     "|JUMLAH||35.802.467\n",
     1, "", ""},
    {"a blank that only one relation would fill", QUARTERS "4|Kios||25,48|37,59|||\n", 6, "", ""},
    {"a row that repeats the one above it, while the parent stands",
     "Kode|Program/Kegiatan|Pagu (Rp)\n2.01.01|Program Laut|59.162.700\n2.01.01.2.01|Kegiatan Tambak|59.162.700\n"
     "2.01.01.2.01.01|Sub Kegiatan Rapat|50.000.000\n2.01.01.2.01.02|Sub Kegiatan Arsip|50.000.000\n"
     "2.01.01.2.01.03|Sub Kegiatan Surat|9.162.700\n2.01.02|Program Hulu|30.000.900\n"
     "2.01.02.2.01|Kegiatan Sungai|10.000.600\n2.01.02.2.01.01|Sub Kegiatan Batu|10.000.600\n"
     "2.01.02.2.02|Kegiatan Danau|20.000.300\n2.01.02.2.02.01|Sub Kegiatan Pasir|20.000.300\n",
     4, "subtotal 1.3.3 109162700\n", "C010 1.5.3\n"},
    {"a total of rows that stand in two batches",
     BUDGET
     "1|Jalan|12.345.678\n2|Jembatan|23.456.789\nB\n3|Taman|11.111.222\n4|Pasar|10.000.111\n|JUMLAH|56.913.800\n",
     1, "", ""},
    {"and one that is wrong",
     BUDGET
     "1|Jalan|12.345.678\n2|Jembatan|23.456.789\nB\n3|Taman|11.111.222\n4|Pasar|10.000.111\n|JUMLAH|56.913.900\n",
     0, "column_total 1.6.3 56913800\n", "C012 1.6.3\n"},
    {"and one of rows of which one cannot be read",
     BUDGET "1|Jalan|12.345.678\n2|Jembatan|#####\nB\n3|Taman|11.111.222\n4|Pasar|10.000.111\n|JUMLAH|56.913.800\n", 0,
     "", ""},
    {"since the total before, in the batch before",
     BUDGET "1|Jalan|12.345.678\n|JUMLAH|12.345.678\n2|Jembatan|23.456.789\nB\n3|Taman|11.111.222\n|JUMLAH|34.568.011\n"
            "4|Pasar|10.000.111\n|TOTAL|56.913.800\n",
     3, "", ""},
    {"a parent whose children go on in the next batch",
     "Kode|Program/Kegiatan|Pagu (Rp)\n2.01.01|Program Laut|30.000.500\n2.01.01.2.01|Kegiatan Dermaga|10.000.300\n"
     "2.01.01.2.02|Kegiatan Tambak|20.000.200\n2.01.02|Program Hulu|30.000.900\n2.01.02.2.01|Kegiatan "
     "Sungai|10.000.600\nB\n"
     "2.01.02.2.02|Kegiatan Danau|20.000.300\n|JUMLAH|60.001.400\n",
     1, "", ""},
    {"a row that adds up wrong is told once, and not as a sum and a difference",
     "No|Kegiatan|Pagu Murni|Pagu Penambahan|Total\n1|Jalan|12.345.678|1.111.222|13.456.900\n"
     "2|Jembatan|23.456.789|2.222.333|25.679.122\n3|Taman|152.262.800|10.700.000|163.962.800\n"
     "4|Pasar|34.567.890|3.333.444|37.901.334\n5|Kios|45.678.901|4.444.555|50.123.456\n",
     4, "difference 1.4.4 11700000\n", "C012 1.4.4\n"},
};

static void leaves_alone(void **unused)
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

/* A total below every third row: what is kept of them must not grow as the square. */
static void many_totals(void **unused)
{
    enum { TOTALS = 3000 };
    sr_buf script = {0};

    (void)unused;
    sr_buf_lit(&script, BUDGET);
    for (unsigned i = 0; i < TOTALS; i++) {
        unsigned a = 1000000 + i * 7919, b = 2000000 + i * 104729;
        sr_buf_printf(&script, "%u|Jalan %u|%u\n%u|Taman %u|%u\n|JUMLAH|%u\n", 2 * i + 1, i, a, 2 * i + 2, i, b, a + b);
    }
    sr_buf_char(&script, '\0');
    building *b = build(script.ptr);
    assert_int_equal(b->doc.checks_passed, TOTALS);
    assert_int_equal(b->doc.checks_failed, 0);
    assert_true(b->doc.batch.held < (size_t)64 << 20);
    building_free(b);
    sr_buf_free(&script);
}

/* Rows of a price, its change since yesterday, and that in percent of yesterday's price. */
static void changes_of_prices(void **unused)
{
    enum { ROWS = 90 };
    sr_buf script = {0};

    (void)unused;
    sr_buf_lit(&script, "Komoditas|Harga|Naik|Naik (%)\n");
    for (int i = 0; i < ROWS; i++) {
        int yesterday = 200 + i * 1237 % 2500, change = 1 + i * 37 % 40, parts = 100000 * change / yesterday;
        sr_buf_printf(&script, "Beras %c%c|%d.%02d|0.%02d|%d.%02d\n", 'A' + i / 10, 'A' + i % 10,
                      (yesterday + change) / 100, (yesterday + change) % 100, change, (parts + 5) / 1000,
                      (parts + 5) / 10 % 100);
    }
    sr_buf_char(&script, '\0');
    building *b = build(script.ptr);
    expect_text("changes of prices", "findings", &b->audit, "");
    building_free(b);
    sr_buf_free(&script);
}

/* Of areas that were rounded to whole ones a sum is off by one here and there, but not by more. */
static void rounded_areas(void **unused)
{
    enum { ROWS = 40 };
    sr_buf script = {0};

    (void)unused;
    sr_buf_lit(&script, "Kecamatan|Luas Total (ha)|Daratan (ha)|Perairan (ha)\n");
    for (int i = 0; i < ROWS; i++) {
        int land = 11003 + i * 7919 % 50021, water = 1009 + i * 1047 % 9001,
            off = i == 17      ? 300
                  : i % 4 == 1 ? i % 8 - 3
                               : 0;
        sr_buf_printf(&script, "Kecamatan %c%c|%d|%d|%d\n", 'A' + i / 10, 'A' + i % 10, land + water + off / 2, land,
                      water);
    }
    sr_buf_char(&script, '\0');
    building *b = build(script.ptr);
    expect_text("rounded areas", "findings", &b->audit, "C012 1.19.2\n");
    building_free(b);
    sr_buf_free(&script);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(leaves_alone), cmocka_unit_test(many_totals),
                                       cmocka_unit_test(changes_of_prices), cmocka_unit_test(rounded_areas)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
