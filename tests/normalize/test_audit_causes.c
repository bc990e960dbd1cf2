/* One root cause, one finding: what fails because of an error hangs on it, wherever it stands. */
#include "building.h"

#define BUDGET "No|Kegiatan|Pagu (Rp)\n"
#define HEAD "Kode|Program/Kegiatan|Pagu (Rp)|Realisasi (Rp)\n"
#define PERCENT "Kode|Program/Kegiatan|Anggaran (Rp)|Realisasi (Rp)|Realisasi (%)\n"
#define CHANGES "Kode Rekening|Uraian|Sebelum (Rp)|Sesudah (Rp)|Bertambah/Berkurang (Rp)|%\n1|2|3|4|5=4-3|6=5/3*100\n"
#define LAUT                                                                                                           \
    "2.01.03|Program Laut|70.000.000|35.000.000\n2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000\n"                 \
    "2.01.03.2.01.0001|Sapu Pantai|30.123.000|15.061.500\n2.01.03.2.01.0002|Talut|39.877.000|19.938.500\n"
#define PROGRAM "2.01.02|Program Pesisir|60.000.900|30.000.450\n"
#define TAMBAK                                                                                                         \
    "2.01.02.2.02|Kegiatan Tambak|20.000.200|10.000.100\n2.01.02.2.02.0001|Benih|12.000.000|6.000.000\n"               \
    "2.01.02.2.02.0002|Pakan|8.000.200|4.000.100\n"

static const struct cause_case {
    const char *name, *script;
    uint32_t failed;   /* checks */
    const char *audit; /* findings */
} cases[] = {
    {"a part left out of the sum, against which the sum above fails, too",
     HEAD PROGRAM
     "2.01.02.2.01|Kegiatan Dermaga|30.000.300|15.000.150\n2.01.02.2.01.0001|Tiang|10.000.400|5.000.200\n"
     "2.01.02.2.01.0002|Lantai|19.999.900|9.999.950\n2.01.02.2.01.0003|Lampu|10.000.400|5.000.200\n" TAMBAK LAUT,
     4, "C006 1.3.3\n"},
    {"in one column of which the sum is told by its rows, not by the number that it should be",
     "Kode|Program/Kegiatan|Triwulan I (Rp)|Triwulan II (Rp)|Jumlah (Rp)\n1|2|3|4|5=3+4\n"
     "2.01.02|Program Pesisir|40.000.700|20.000.350|60.001.050\n"
     "2.01.02.2.01|Kegiatan Dermaga|30.456.200|10.000.100|50.000.600\n"
     "2.01.02.2.01.0001|Tiang|20.123.456|5.000.040|25.123.496\n2.01.02.2.01.0002|Lantai|10.332.744|3.000.050|13.332."
     "794\n"
     "2.01.02.2.01.0003|Lampu|9.544.300|2.000.010|11.544.310\n"
     "2.01.02.2.02|Kegiatan Tambak|200|10.000.250|10.000.450\n2.01.02.2.02.0001|Benih|200|10.000.250|10.000.450\n",
     3, "C006 1.4.3 40000500\n"},
    {"a sum that is wrong in all its columns, while all others of the table hold",
     HEAD "2.01.02|Program Pesisir|30.000.700|15.000.350\n2.01.02.2.01|Kegiatan Dermaga|10.000.300|5.000.150\n"
          "2.01.02.2.01.0001|Tiang|4.000.100|2.000.050\n2.01.02.2.01.0002|Lantai|6.000.200|3.000.100\n"
          "2.01.02.2.02|Kegiatan Tambak|20.000.400|10.000.200\n2.01.02.2.02.0001|Benih|12.000.000|6.000.000\n"
          "2.01.02.2.02.0002|Pakan|8.000.400|4.000.200\n2.01.02.2.03|Kegiatan Pasar|7.000.300|3.500.150\n"
          "2.01.02.2.03.0001|Kios|3.000.100|1.500.050\n2.01.02.2.03.0002|Atap|4.000.200|2.000.100\n"
          "2.01.02.2.04|Kegiatan Kapal|5.000.300|2.500.150\n2.01.02.2.04.0001|Mesin|2.000.100|1.000.050\n"
          "2.01.02.2.04.0002|Jaring|3.000.200|1.500.100\n",
     2, "C006 1.2.3\n"},
    {"a row of which every column is missing",
     HEAD "2.01.02|Program Pesisir|62.345.900|31.111.450\n2.01.02.2.01|Kegiatan Dermaga|40.000.700|20.000.350\n"
          "2.01.02.2.01.0001|Tiang|10.000.400|5.000.200\n2.01.02.2.01.0002|Lantai|30.000.300|15.000.150\n" TAMBAK LAUT,
     2, "C015 1.2.3\n"},
    {"a sum of subtotals and their parts",
     HEAD "2.01.02|Program Pesisir|120.001.800|60.000.900\n2.01.02.2.01|Kegiatan Dermaga|40.000.700|20.000.350\n"
          "2.01.02.2.01.0001|Tiang|10.000.400|5.000.200\n2.01.02.2.01.0002|Lantai|30.000.300|15.000.150\n" TAMBAK LAUT,
     2, "C007 1.2.3\n"},
    {"a total without its first rows",
     BUDGET "1|Jalan|2.345.678\n2|Jembatan|3.456.789\n3|Taman|11.111.222\n4|Pasar|9.876.543\n"
            "|JUMLAH|20.987.765\n",
     1, "C006 1.6.3 26790232\n"},
    {"a total of one page only",
     BUDGET "1|Jalan|12.345.678\n2|Jalur|2.000.500\nF\n3|Jembatan|23.456.789\n4|Taman|11.111.222\nF\n"
            "5|Pasar|9.876.543\n6|Dermaga|8.765.432\n|JUMLAH|34.568.011\n",
     1, "C006 1.8.3 67556164\n"},
    {"a row that has its neighbour's figures in all columns",
     HEAD PROGRAM "2.01.02.2.01|Kegiatan Dermaga|40.000.700|20.000.350\n2.01.02.2.01.0001|Tiang|10.000.400|5.000.200\n"
                  "2.01.02.2.01.0002|Lantai|10.000.400|5.000.200\n"
                  "2.01.02.2.01.0003|Lampu|10.000.400|5.555.200\n" TAMBAK LAUT,
     2, "C010 1.5.3 19999900\n"},
    {"a row may have the figures of its only part",
     HEAD PROGRAM
     "2.01.02.2.01|Kegiatan Dermaga|40.000.700|20.000.350\n"
     "2.01.02.2.01.0001|Tiang|40.000.700|20.000.350\n"
     "2.01.02.2.02|Kegiatan Tambak|20.000.400|10.000.300\n2.01.02.2.02.0001|Benih|20.000.400|10.000.300\n" LAUT,
     2, "C017 1.2.3 60001100\nC003 1.2.4 30000650\n"},
    {"the figures of a row that are printed on the line below it",
     HEAD PROGRAM "2.01.02.2.01|Kegiatan Dermaga||\n2.01.02.2.01||40.000.700|20.000.350\n"
                  "2.01.02.2.01.0001|Tiang|10.000.400|5.000.200\n"
                  "2.01.02.2.01.0002|Lantai|30.000.300|15.000.150\n" TAMBAK LAUT,
     0, ""},
    {"an amount in the text, where the table's rows prove its total",
     "C Tabel 1 Pagu\n\nNo|Kegiatan|Pagu (Rp)\n1|Jalan|12.345.678\n2|Jembatan|23.456.789\n|JUMLAH|35.802.467\n\n"
     "P Dari total pagu sebesar Rp. 35.802.967,- sudah diserap separuhnya.\n",
     0, "C013 0.0.0 35802467\n"},
    {"and where nothing does",
     "C Tabel 1 Pagu\n\nNo|Kegiatan|Pagu (Rp)\n1|Jalan|12.345.678\n2|Jembatan|23.456.789\n|JUMLAH|35.802.977\n\n"
     "P Dari total pagu sebesar Rp. 35.802.967,- sudah diserap separuhnya.\n",
     1, "C012 1.4.3\nC013 1.4.3 35802967\n"},
    {"two figures of a row in each other's columns",
     HEAD "2.01.02|Program Pesisir|60.000.900|30.000.450\n2.01.02.2.01|Kegiatan Dermaga|40.000.700|20.000.350\n"
          "2.01.02.2.01.0001|Tiang|5.000.200|10.000.400\n2.01.02.2.01.0002|Lantai|30.000.300|15.000.150\n" TAMBAK LAUT,
     2, "C020 1.4.3 10000400\n"},
    {"and of two rows of different parents",
     HEAD "2.01.02|Program Pesisir|60.000.900|30.000.450\n2.01.02.2.01|Kegiatan Dermaga|40.000.700|20.000.350\n"
          "2.01.02.2.01.0001|Tiang|12.000.000|5.000.200\n2.01.02.2.01.0002|Lantai|30.000.300|15.000.150\n"
          "2.01.02.2.02|Kegiatan Tambak|20.000.200|10.000.100\n2.01.02.2.02.0001|Benih|10.000.400|6.000.000\n"
          "2.01.02.2.02.0002|Pakan|8.000.200|4.000.100\n" LAUT,
     2, "C020 1.4.3 10000400\n"},
    {"and of two rows of one sum, of which the percentages tell",
     PERCENT
     "2.01.02|Program Pesisir|60.000.900|24.000.360|40,00\n2.01.02.2.01|Kegiatan Dermaga|40.000.700|4.000.070|20,00\n"
     "2.01.02.2.02|Kegiatan Tambak|20.000.200|20.000.290|50,00\n"
     "2.01.03|Program Laut|70.000.000|35.000.000|50,00\n2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000|50,00\n",
     2, "C020 1.3.3 20000200\n"},
    {"amounts that give a percentage as there is none: one of them is wrong, and not the percentage",
     PERCENT "2.01.02|Program Pesisir|60.000.900|30.000.450|50,00\n2.01.03|Program Laut|70.000.000|35.000.000|50,00\n"
             "2.01.04|Program Hulu|9.876.500|45.678.900|63,00\n2.01.05|Program Hilir|80.000.000|40.000.000|50,00\n"
             "|JUMLAH|219.877.400|150.679.350|68,53\n",
     1, "C012 1.4.5\n"},
    {"a digit that is not there",
     "Kode|Program/Kegiatan|Pagu (Rp)|Realisasi (Rp)|%\n1|2|3|4|5=4/3*100\n2.01.02|Program "
     "Pesisir|60.000.900|30.000.450|50,00\n"
     "2.01.02.2.01|Kegiatan Dermaga|40.000.700|2.000.350|50,00\n2.01.02.2.02|Kegiatan "
     "Tambak|20.000.200|10.000.100|50,00\n"
     "2.01.03|Program Laut|70.000.000|35.000.000|50,00\n2.01.03.2.01|Kegiatan Pantai|70.000.000|35.000.000|50,00\n",
     2, "C019 1.4.4 20000350\n"},
    {"the same wrong figure in two columns of a row",
     "Kode|Program/Kegiatan|Anggaran 2024 (Rp)|Anggaran 2025 (Rp)\n"
     "2.01.02|Program Pesisir|60.000.900|60.000.900\n2.01.02.2.01|Kegiatan Dermaga|45.000.700|45.000.700\n"
     "2.01.02.2.01.0001|Tiang|10.000.400|10.000.400\n2.01.02.2.01.0002|Lantai|30.000.300|30.000.300\n"
     "2.01.02.2.02|Kegiatan Tambak|20.000.200|20.000.200\n2.01.02.2.02.0001|Benih|12.000.000|12.000.000\n"
     "2.01.02.2.02.0002|Pakan|8.000.200|8.000.200\n2.01.03|Program Laut|70.000.000|70.000.000\n"
     "2.01.03.2.01|Kegiatan Pantai|70.000.000|70.000.000\n",
     4, "C003 1.3.3 40000700\n"},
    {"the same wrong figure in a row and in its only part, with percentages that are right",
     CHANGES
     "5.2|Belanja Langsung|60.850.900|65.000.900|4.150.000|6,82\n"
     "5.2.1|Belanja Pegawai|850.000|0|-850|-100,00\n5.2.1.01|Honorarium|850.000|0|-850|-100,00\n"
     "5.2.1.01.01|Honorarium Panitia|850.000|0|-850|-100,00\n"
     "5.2.2|Belanja Barang|60.000.900|65.000.900|5.000.000|8,33\n"
     "5.2.2.01|Bahan|20.000.300|22.000.300|2.000.000|10,00\n5.2.2.01.01|Kertas|8.000.100|9.000.100|1.000.000|12,50\n"
     "5.2.2.01.02|Tinta|12.000.200|13.000.200|1.000.000|8,33\n"
     "5.2.2.02|Sewa|40.000.600|43.000.600|3.000.000|7,50\n5.2.2.02.01|Gedung|30.000.400|32.000.400|2.000.000|6,67\n"
     "5.2.2.02.02|Mobil|10.000.200|11.000.200|1.000.000|10,00\n",
     7, "C005 1.4.5 -850000\n"},
    {"zeros that are missing from two parts of a sum",
     CHANGES "5.1|Belanja Tidak Langsung|60.000.900|61.400.900|1.400.000|\n"
             "5.1.1|Belanja Gaji|20.000.300|20.600.300|600|\n5.1.2|Belanja Hibah|40.000.600|40.800.600|800|\n"
             "5.2|Belanja Langsung|60.000.900|65.000.900|5.000.000|\n"
             "5.2.1|Belanja Bahan|20.000.300|22.000.300|2.000.000|\n5.2.1.01|Kertas|8.000.100|9.000.100|1.000.000|\n"
             "5.2.1.02|Tinta|12.000.200|13.000.200|1.000.000|\n5.2.2|Belanja Sewa|40.000.600|43.000.600|3.000.000|\n",
     3, "C005 1.4.5 600000\nC005 1.5.5 800000\n"},
    {"what stands under a row without a figure is not in the sum above it",
     "Kode|Urusan/Program|Pagu 2024 (Rp)|Pagu 2025 (Rp)\n"
     "I|URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR|70.000.700|80.000.700\n"
     "1.01|Urusan Pendidikan|30.000.300|35.000.300\n1.01.02|Program Sekolah|30.000.300|35.000.300\n"
     "1.02|Urusan Kesehatan|40.000.400|45.000.400\n1.02.02|Program Sehat|40.000.400|45.000.400\n"
     "II|URUSAN PEMERINTAHAN WAJIB YANG TIDAK BERKAITAN DENGAN PELAYANAN DASAR|50.000.900|60.000.900\n"
     "2.07|Urusan Tenaga Kerja|20.000.300|25.000.300\n2.07.02|Program Pelatihan|12.000.100|15.000.100\n"
     "2.07.03|Program Penempatan|8.000.200|10.000.200\n2.22|Urusan Kebudayaan||\n"
     "2.22.02|Program Budaya|3.000.100|4.000.100\n2.22.03|Program Kesenian|5.000.400|6.000.400\n"
     "2.23|Urusan Perpustakaan|30.000.600|35.000.600\n2.23.02|Program Koleksi|18.000.200|20.000.200\n"
     "2.23.03|Program Naskah|12.000.400|15.000.400\n",
     2, "C006 1.7.3\n"},
    {"a figure with sen in a column of whole ones",
     "Kode Rekening|Uraian|Jumlah (Rp)\n5|BELANJA DAERAH|50000900.63\n5.1|Belanja Tidak Langsung|20000300.63\n"
     "5.1.1|Belanja Pegawai|12000100.63\n5.1.1.01|Gaji|10000100.63\n5.1.1.02|Tunjangan|2000000\n"
     "5.1.2|Belanja Hibah|8000200\n5.1.2.01|Hibah Sekolah|3000100\n5.1.2.02|Hibah Masjid|5000100\n"
     "5.2|Belanja Langsung|30006600\n5.2.1|Belanja Barang|18006200\n5.2.1.01|Kertas|8006100\n"
     "5.2.1.02|Tinta|10000100\n5.2.2|Belanja Modal|12000400\n5.2.2.01|Gedung|12000400\n"
     "|JUMLAH BELANJA|50006900.63\n",
     1, "C003 1.2.3 50006900.63\n"},
    {"a percentage of nothing proves no reading",
     "Kode|Program/Kegiatan|Sebelum (Rp)|Setelah (Rp)|Bertambah (Rp)|%\n1|2|3|4|5=4-3|6=5/3*100\n"
     "2.01.02|Program Pesisir|389.008.500|389.008.500|997.080|0,00\n"
     "2.01.03|Program Laut|120.000.000|126.000.000|6.000.000|5,00\n"
     "2.01.04|Program Hulu|80.000.000|84.000.000|4.000.000|5,00\n",
     2, "C017 1.3.5 0\n"},
    {"a digit that is gone from an amount with sen",
     BUDGET "1|Jalan|12.345.678,00\n2|Jembatan|23.56.789,00\n|JUMLAH|35.802.467,00\n", 0, "C001 1.3.3\n"},
};

static void tells_causes(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        expect_text(cases[i].name, "findings", &b->audit, cases[i].audit);
        if (b->doc.checks_failed != cases[i].failed)
            fail_msg("%s: %u checks fail, not %u", cases[i].name, (unsigned)b->doc.checks_failed, cases[i].failed);
        building_free(b);
    }
}

/* Percentages that are no whole ones: cut off, or rounded half up. */
static void tells_rounding(void **unused)
{
    static const struct {
        const char *script;
        bool cut;
    } documents[] = {{PERCENT "2.01.02|Program Pesisir|30.000.000|20.000.000|66,66\n"
                              "2.01.03|Program Laut|70.000.000|45.000.000|64,28\n",
                      true},
                     {PERCENT "2.01.02|Program Pesisir|30.000.000|20.000.000|66,67\n"
                              "2.01.03|Program Laut|70.000.000|45.000.000|64,29\n",
                      false}};

    (void)unused;
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        building *b = build(documents[i].script);
        assert_int_equal(b->doc.checks_passed, 2);
        for (size_t k = 0; k < b->doc.n_checks; k++)
            assert_int_equal(b->doc.checks[k].cut_off, documents[i].cut);
        building_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_causes), cmocka_unit_test(tells_rounding)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
