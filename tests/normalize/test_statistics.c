/* Tables of years whose numbers no word calls a target or a budget. Invented places and figures. */
#include "building.h"

static const struct {
    const char *name, *script, *stated, *remarks; /* remarks: a letter for each S027: i info, w warning */
} cases[] = {
    {"what was spent by the end of this month; amounts that no word tells are said",
     "No|Uraian|Anggaran (Rp)|s.d. Bulan Lalu|Bulan Ini|s.d. Bulan "
     "Ini|Hari\n1|a|5.000.000|2.500.000|400.000|2.900.000|1\n"
     "2|b|3.000.000|1.000.000|250.000|1.250.000|2\n3|c|2.000.000|1.500.000|100.000|1.600.000|3\n",
     "2.3 budget 0 a 5000000 rupiah\n2.6 realization 0 a 2900000 rupiah\n3.3 budget 0 b 3000000 rupiah\n"
     "3.6 realization 0 b 1250000 rupiah\n4.3 budget 0 c 2000000 rupiah\n4.6 realization 0 c 1600000 rupiah\n",
     "i"},
    /* a year in each row, as open data portals publish */
    {"codes and names of places, one count",
     "kode_provinsi|nama_provinsi|kode_kabupaten_kota|nama_kabupaten_kota|jumlah_penduduk|satuan|tahun\n"
     "98|ARUNA|9801|KABUPATEN MELATI|5427068|ORANG|2020\n98|ARUNA|9802|KOTA KENANGA|2725450|ORANG|2021\n",
     "2.5 realization 2020 jumlah_penduduk @KABUPATEN MELATI 5427068 orang\n"
     "3.5 realization 2021 jumlah_penduduk @KOTA KENANGA 2725450 orang\n",
     "i"},
    {"rows that words tell apart",
     "nama_kecamatan|jenis_kelamin|jumlah_penduduk|tahun\nMelati|LAKI-LAKI|120|2020\nMelati|PEREMPUAN|131|2020\n",
     "2.3 realization 2020 jumlah_penduduk / LAKI-LAKI @Melati 120\n"
     "3.3 realization 2020 jumlah_penduduk / PEREMPUAN @Melati 131\n",
     "i"},
    {"... and parts of the year, where they differ",
     "indikator|wilayah|tahun|semester|nilai\nGini Rasio|Kota Arum|2021|1|0,381\nGini Rasio|Kota Arum|2021|2|0,379\n",
     "2.5 realization 2021 Gini Rasio / semester 1 @Kota Arum 0.381\n"
     "3.5 realization 2021 Gini Rasio / semester 2 @Kota Arum 0.379\n",
     "i"},
    {"a place that only its number names, targets beside, and what nothing names",
     "wilayah|tahun|periode|nilai|nasional|target|satuan|nama_indikator\n"
     "1100|2021|00|2,86|1,71|3|%|kedalaman\n1200|2021|00|1,52|1,71||%|kedalaman\n1300|2021|00|1,04|1,71||%|kedalaman\n"
     "1400|2022|00|1,06|1,71||%|kedalaman\n",
     "2.4 realization 2021 kedalaman @1100 2.86 %\n2.6 target 2021 kedalaman @1100 3 %\n"
     "3.4 realization 2021 kedalaman @1200 1.52 %\n4.4 realization 2021 kedalaman @1300 1.04 %\n"
     "5.4 realization 2022 kedalaman @1400 1.06 %\n",
     "iw"},
    {"the smallest place that a row names; it fills nothing down",
     "provinsi|kabupaten|tahun|luas_panen\nAruna|Melati|2022|1500\nAruna||2022|9700\n",
     "2.4 realization 2022 luas_panen @Melati 1500\n3.4 realization 2022 luas_panen @Aruna 9700\n", "i"},
    {"a percentage beside a count: the unit is of the one",
     "Kecamatan|Tahun|Persentase Balita Stunting|Jumlah Balita|Satuan\nArum|2022|12,5|1.204|%\nSari|2022|9,05|987|%\n",
     "2.3 realization 2022 Persentase Balita Stunting @Arum 12.5 %\n2.4 realization 2022 Jumlah Balita @Arum 1204\n"
     "3.3 realization 2022 Persentase Balita Stunting @Sari 9.05 %\n3.4 realization 2022 Jumlah Balita @Sari 987\n",
     "i"},
    {"keys, dates and places on the map are no counts",
     "id|nama_sekolah|npsn|kecamatan|bujur|lintang|tanggal|jumlah_siswa|tahun\n"
     "1|SDN 1|20111|Arum|106.81|-6.2|2023-01-31|203|2023\n2|SDN 2|20112|Arum|106.82|-6.3|2023-01-31|187|2023\n",
     "2.8 realization 2023 jumlah_siswa / SDN 1 @Arum 203\n3.8 realization 2023 jumlah_siswa / SDN 2 @Arum 187\n", "i"},
    {"a budget: its years, and nothing taken for a count",
     "tahun_anggaran|kode_rekening|uraian|anggaran|realisasi|bobot\n"
     "2021|5.1.01|Belanja Pegawai|1000000000|950000000|12\n2022|5.1.01|Belanja Pegawai|2000000000|1750000000|13\n",
     "2.4 budget 2021 Belanja Pegawai 1000000000 rupiah\n2.5 realization 2021 Belanja Pegawai 950000000 rupiah\n"
     "3.4 budget 2022 Belanja Pegawai 2000000000 rupiah\n3.5 realization 2022 Belanja Pegawai 1750000000 rupiah\n",
     ""},
    {"a row without a year has none", "Kota|Tahun|Jumlah Sekolah\nArum|2022|15\nSari||12\n",
     "2.3 realization 2022 Jumlah Sekolah @Arum 15\n3.3 realization 0 Jumlah Sekolah @Sari 12\n", "i"},
    {"years of something else are no years of the row",
     "Nama Barang|Tahun Perolehan|Jumlah\nMeja|2019|4\nKursi|2020|12\n", "", ""},

    /* a column for each year */
    {"labels and units", "No|Uraian|Satuan|2019|2020\n1|Jumlah Puskesmas|Unit|12|13\n2|Jumlah Dokter|Orang|98|99\n",
     "2.4 realization 2019 Jumlah Puskesmas 12 unit\n2.5 realization 2020 Jumlah Puskesmas 13 unit\n"
     "3.4 realization 2019 Jumlah Dokter 98 orang\n3.5 realization 2020 Jumlah Dokter 99 orang\n",
     "i"},
    {"labels under no header, numbered ones too",
     "||Tahun>2||Satuan\n||2021|2022|\nIV.|Sekolah|||\n|1. Sekolah Negeri|n/a|6|Unit\n|2. Sekolah Swasta|7|8|Unit\n",
     "4.4 realization 2022 1. Sekolah Negeri 6 unit\n5.3 realization 2021 2. Sekolah Swasta 7 unit\n"
     "5.4 realization 2022 2. Sekolah Swasta 8 unit\n",
     "i"},
    {"places: what is counted stands above them",
     "P Jumlah Penduduk Miskin Menurut Kota\nKabupaten/Kota|2019|2020\nKota Arum|12,3|12,5\nKab. Melati|9,8|9,9\n",
     "2.2 realization 2019 Jumlah Penduduk Miskin Menurut Kota @Kota Arum 12.3\n"
     "2.3 realization 2020 Jumlah Penduduk Miskin Menurut Kota @Kota Arum 12.5\n"
     "3.2 realization 2019 Jumlah Penduduk Miskin Menurut Kota @Kab. Melati 9.8\n"
     "3.3 realization 2020 Jumlah Penduduk Miskin Menurut Kota @Kab. Melati 9.9\n",
     "i"},
    {"... or above the years",
     "Kota|Jumlah Guru>2||Jumlah Murid>2|\n|2019|2020|2019|2020\nArum|12|13|200|210\nSari|9|9|190|188\n",
     "3.2 realization 2019 Jumlah Guru @Arum 12\n3.3 realization 2020 Jumlah Guru @Arum 13\n"
     "3.4 realization 2019 Jumlah Murid @Arum 200\n3.5 realization 2020 Jumlah Murid @Arum 210\n"
     "4.2 realization 2019 Jumlah Guru @Sari 9\n4.3 realization 2020 Jumlah Guru @Sari 9\n"
     "4.4 realization 2019 Jumlah Murid @Sari 190\n4.5 realization 2020 Jumlah Murid @Sari 188\n",
     "i"},
    {"places, and nothing says what is counted", "Kota|2019|2020\nArum|12|13\nSari|9|9\n",
     "2.2 realization 2019  @Arum 12\n2.3 realization 2020  @Arum 13\n3.2 realization 2019  @Sari 9\n"
     "3.3 realization 2020  @Sari 9\n",
     "w"},
    {"a title that names money",
     "C Tabel 4.1 Pagu Indikatif Program\nProgram|2025|2026\nSatu|1.000.000|2.000.000\n"
     "Dua|3.000.000|4.000.000\n",
     "2.2 budget 2025  1000000 rupiah\n2.3 budget 2026  2000000 rupiah\n3.2 budget 2025  3000000 rupiah\n"
     "3.3 budget 2026  4000000 rupiah\n",
     ""},
    {"a title that speaks of plans: nothing is taken",
     "C Tabel 2 Proyeksi Penduduk\nKota|2025|2026\nArum|12|13\nSari|9|9\nMelur|8|9\n", "", "w"},
    {"years of programs: nothing is taken", "Program|2025|2026\nSatu|12|13\nDua|9|9\nTiga|8|9\n", "", "w"},
    {"years beside a target: nothing is taken",
     "Indikator|2021|2022|Target 2026\nSatu|12|13|15\nDua|9|9|10\nTiga|7|8|9\n",
     "2.4 target 2026 Satu 15\n3.4 target 2026 Dua 10\n4.4 target 2026 Tiga 9\n", "w"},
    {"a ratio of years: nothing is taken", "Uraian|Rasio>2|\n|2021|2022\nSatu|12|13\nDua|9|9\nTiga|7|8\n", "", "w"},
    {"one year is no statistic", "Uraian|2021\nSatu|12\nDua|9\nTiga|7\n", "", "w"},
    {"units in brackets",
     "Kecamatan|Tahun|Luas Panen (Ha)|Produksi (Ton)|Jumlah Petani (KTP)\nArum|2022|12,5|1.204|987\n",
     "2.3 realization 2022 Luas Panen (Ha) @Arum 12.5 ha\n2.4 realization 2022 Produksi (Ton) @Arum 1204 ton\n"
     "2.5 realization 2022 Jumlah Petani (KTP) @Arum 987\n",
     "i"},
    {"... of all the years",
     "P Luas Panen Padi Menurut Kecamatan (Ha)\nKecamatan|2019|2020\nArum|12,5|13\nSari|9|9,25\n",
     "2.2 realization 2019 Luas Panen Padi Menurut Kecamatan (Ha) @Arum 12.5 ha\n"
     "2.3 realization 2020 Luas Panen Padi Menurut Kecamatan (Ha) @Arum 13 ha\n"
     "3.2 realization 2019 Luas Panen Padi Menurut Kecamatan (Ha) @Sari 9 ha\n"
     "3.3 realization 2020 Luas Panen Padi Menurut Kecamatan (Ha) @Sari 9.25 ha\n",
     "i"},
    /* a year in the title */
    {"what is counted and when stand in the title",
     "C Tabel 2.1.3 Jumlah Penduduk Menurut Kecamatan dan Jenis Kelamin Tahun 2022\n\n"
     "No|Kecamatan|Laki-laki|Perempuan\n1|Arum|120|130\n2|Sari|20|30\n|Jumlah|140|160\n",
     "2.3 realization 2022 Jumlah Penduduk Menurut Kecamatan dan Jenis Kelamin Tahun 2022 / Laki-laki @Arum 120\n"
     "2.4 realization 2022 Jumlah Penduduk Menurut Kecamatan dan Jenis Kelamin Tahun 2022 / Perempuan @Arum 130\n"
     "3.3 realization 2022 Jumlah Penduduk Menurut Kecamatan dan Jenis Kelamin Tahun 2022 / Laki-laki @Sari 20\n"
     "3.4 realization 2022 Jumlah Penduduk Menurut Kecamatan dan Jenis Kelamin Tahun 2022 / Perempuan @Sari 30\n"
     "4.3 realization 2022 Jumlah Penduduk Menurut Kecamatan dan Jenis Kelamin Tahun 2022 / Laki-laki 140\n"
     "4.4 realization 2022 Jumlah Penduduk Menurut Kecamatan dan Jenis Kelamin Tahun 2022 / Perempuan 160\n",
     "i"},
    {"... and what each row counts beside the figures",
     "P Jumlah Tenaga Kesehatan Tahun 2023\nJenis Tenaga|Negeri|Swasta\nDokter|12|3\nPerawat|40|9\n",
     "2.2 realization 2023 Dokter / Negeri 12\n2.3 realization 2023 Dokter / Swasta 3\n"
     "3.2 realization 2023 Perawat / Negeri 40\n3.3 realization 2023 Perawat / Swasta 9\n",
     "i"},
    {"a title without a year, and one of money",
     "P Jumlah Tenaga Kesehatan\nJenis Tenaga|Negeri|Swasta\nDokter|12|3\nPerawat|40|9\nBidan|4|5\n\n"
     "P Jumlah Anggaran Tahun 2023\nUraian|Negeri|Swasta\nDokter|12|3\nPerawat|40|9\nBidan|4|5\n",
     "", "ii"},
    {"names without a figure are rows",
     "M\n|2019|2020|Satuan\nJumlah Pasar|||\nPersentase Pasar Baik|||%\nJumlah Kios|5|6|Unit\n",
     "4.2 realization 2019 Jumlah Kios 5 unit\n4.3 realization 2020 Jumlah Kios 6 unit\n", "i"},
};

static void statistics(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        expect_text(cases[i].name, "measures", &b->stated, cases[i].stated);
        expect_text(cases[i].name, "remarks", &b->remarks, cases[i].remarks);
        building_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(statistics)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
