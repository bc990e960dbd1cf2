/* Whose parts rows are, where codes do not tell or tell wrong: what adds up does. And rows that are missing. */
#include "building.h"

#define HEAD "Kode|Program/Kegiatan|Pagu (Rp)|Realisasi (Rp)\n"
#define PROGRAM(amounts) "2.01.02|Program Pesisir|" amounts "\n"
#define DERMAGA                                                                                                        \
    "2.01.02.2.01|Kegiatan Dermaga|40.000.700|20.000.350\n2.01.02.2.01.0001|Tiang|10.000.400|5.000.200\n"              \
    "2.01.02.2.01.0002|Lantai|30.000.300|15.000.150\n"
#define UNIT(name, total, one, other)                                                                                  \
    "|" name "|" total "\n7.01.02|Program Layanan|" one "\n7.01.03|Program Desa|" other "\n"

static const struct tree_case {
    const char *name, *script;
    uint32_t passed, failed; /* checks */
    const char *audit;       /* findings */
} cases[] = {
    {"a row whose code lost a digit is a part of the sum that it belongs to",
     HEAD PROGRAM(
         "40.000.700|20.000.350") "2.01.02.2.01|Kegiatan "
                                  "Dermaga|40.000.700|20.000.350\n2.01.02.2.01.0001|Tiang|10.000.400|5.000.200\n"
                                  "2.1.02.2.01.0002|Lantai|30.000.300|15.000.150\n",
     4, 0, ""},
    {"rows below a row without a code whose codes begin anew are its own",
     "Kode|Program|Pagu (Rp)\n7|Unsur Kewilayahan|1.100.003.300\n"
     "7.01|Kecamatan Arang|200.000.700\n7.01.02|Program Layanan|80.000.300\n7.01.03|Program Desa|120.000.400\n" UNIT(
         "Kecamatan Batu", "300.001.200", "110.000.500", "190.000.700")
         UNIT("Kecamatan Curah", "600.001.400", "210.000.500", "390.000.900"),
     4, 0, ""},
    {"and are told where one of several is not the sum of them",
     "Kode|Program|Pagu (Rp)\n7|Unsur Kewilayahan|1.200.003.300\n"
     "7.01|Kecamatan Arang|200.000.700\n7.01.02|Program Layanan|80.000.300\n7.01.03|Program Desa|120.000.400\n" UNIT(
         "Kecamatan Batu", "300.001.200", "110.000.500", "190.000.700")
         UNIT("Kecamatan Curah", "600.001.400", "210.000.500", "590.000.900")
             UNIT("Kecamatan Dukuh", "100.000.000", "40.000.300", "59.999.700"),
     4, 1, "C012 1.9.3\n"},
    {"parts of two rows of one code are dealt to them as they add up",
     "Kode Rekening|Uraian|Jumlah\n2.01.2.01.07.00.00.002.5|BELANJA DAERAH|90.000.800\n"
     "2|URUSAN PILIHAN|20.000.300\n2.01|Pertanian|20.000.300\n"
     "2.01.2.01.07.00.00.002.5.1|Belanja Tidak Langsung|20.000.300\n"
     "2.01.2.01.07.00.00.005.2|Belanja Langsung|70.000.500\n1|URUSAN WAJIB|10.000.100\n2.01|Pertanian|29.700.100\n"
     "2.01.2.01.07.00.01|Program Pelayanan|29.700.100\n1.06|Perencanaan|10.000.100\n"
     "1.06.2.01.07.00.21|Program Perencanaan|10.000.100\n2|URUSAN PILIHAN|60.000.400\n2.02|Kehutanan|30.300.300\n"
     "2.02.2.01.07.00.15|Program Hutan|30.300.300\n",
     8, 0, ""},
    {"a row that is missing, and its code, where most sums of the table fail",
     HEAD PROGRAM("160.002.000|80.001.000") DERMAGA
     "2.01.02.2.02|Kegiatan Tambak|70.000.600|35.000.300\n2.01.02.2.02.0001|Benih|12.000.100|6.000.050\n"
     "2.01.02.2.02.0003|Pakan|8.000.200|4.000.100\n"
     "2.01.02.2.03|Kegiatan Pasar|50.000.700|25.000.350\n2.01.02.2.03.0002|Kios|3.000.100|1.500.050\n",
     4, 4, "C015 1.6.3\nC015 1.9.3\n"},
    {"not where none holds: the table lists some of its rows",
     HEAD PROGRAM(
         "160.002.000|80.001.000") "2.01.02.2.01|Kegiatan Dermaga|40.000.700|20.000.350\n"
                                   "2.01.02.2.01.0001|Tiang|10.000.400|5.000.200\n"
                                   "2.01.02.2.02|Kegiatan "
                                   "Tambak|70.000.600|35.000.300\n2.01.02.2.02.0001|Benih|12.000.100|6.000.050\n",
     0, 0, ""},
    {"not where another sum left the row out that is said to be missing",
     HEAD PROGRAM("110.001.300|55.000.650") DERMAGA
     "2.01.02.2.02|Kegiatan Tambak|20.000.300|10.000.150\n2.01.02.2.02.0001|Benih|12.000.100|6.000.050\n"
     "2.01.02.2.02.0002|Pakan|8.000.200|4.000.100\n2.01.02.2.02.0003|Kolam|50.000.300|25.000.150\n",
     2, 2, "C006 1.6.3\n"},
    {"a copy of the row above of which the change is nothing",
     "Kode|Program/Kegiatan|Sebelum (Rp)|Sesudah (Rp)|Bertambah (Rp)\n1|2|3|4|5=4-3\n"
     "2.01.02|Program Pesisir|100.001.300|110.001.300|10.000.000\n"
     "2.01.02.2.01|Kegiatan Dermaga|40.000.700|50.000.700|10.000.000\n"
     "2.01.02.2.01.0001|Tiang|10.000.400|10.000.400|0\n2.01.02.2.01.0002|Lantai|10.000.400|10.000.400|0\n"
     "2.01.02.2.02|Kegiatan Tambak|60.000.600|60.000.600|0\n2.01.02.2.02.0001|Benih|12.000.100|12.000.100|0\n"
     "2.01.02.2.02.0002|Pakan|48.000.500|48.000.500|0\n",
     13, 3, "C010 1.6.3 30000300\n"},
    {"an amount of which the sen stand behind a blank",
     "Kode|Program/Kegiatan|Pagu (Rp)\n2.01.02|Program Pesisir|337849800\n2.01.02.2.01|Kegiatan Dermaga|297849100 00\n"
     "2.01.02.2.01.0001|Tiang|293849100\n2.01.02.2.01.0002|Lantai|4000000\n2.01.02.2.02|Kegiatan Tambak|40000700\n"
     "2.01.02.2.02.0001|Benih|30000300\n2.01.02.2.02.0002|Pakan|10000400\n",
     2, 0, "C001 1.3.3\n"},
    {"an amount that stands as a note is one of its column, grouped or not",
     "Kode Rekening|Uraian|Jumlah (Rp)|Keterangan\n5.2|Belanja Langsung|60000900|\n5.2.1|Belanja Pegawai|20000300|\n"
     "5.2.1.01|Honorarium PNS|20000300|Ketua, anggota dan staf\n5.2.2|Belanja Barang dan Jasa|40000600|\n"
     "5.2.2.01|Belanja Bahan Pakai Habis||10000200\n5.2.2.02|Belanja Cetak dan Penggandaan|30000400|lembar balik\n",
     3, 0, ""},
};

static void tells_whose_parts_they_are(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        expect_text(cases[i].name, "findings", &b->audit, cases[i].audit);
        if (b->doc.checks_failed != cases[i].failed || b->doc.checks_passed != cases[i].passed)
            fail_msg("%s: %u checks hold and %u fail, not %u and %u", cases[i].name, (unsigned)b->doc.checks_passed,
                     (unsigned)b->doc.checks_failed, cases[i].passed, cases[i].failed);
        building_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_whose_parts_they_are)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
