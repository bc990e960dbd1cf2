/*
 * Words of the field. Agencies, regions and officials are invented; programs and activities are put together from
 * parts as the national nomenclature puts them.
 */
#include "bench/generate/plan.h"

#define COUNT(words) ((uint32_t)(sizeof(words) / sizeof(words)[0]))
#define PICK(doc, words) words[gen_below(&(doc)->random, COUNT(words))]

static const char *const agencies[] = {
    "DINAS PENGELOLAAN PERAIRAN DAN RAWA", "BADAN PENGEMBANGAN APARATUR",
    "DINAS PERPUSTAKAAN DAN NASKAH KUNO",  "DINAS PANGAN DAN LUMBUNG DESA",
    "BADAN PENGELOLAAN RISIKO BENCANA",    "DINAS PERHUBUNGAN SUNGAI DAN DANAU",
    "SEKRETARIAT DEWAN WILAYAH",           "DINAS KEBUDAYAAN DAN KERAJINAN RAKYAT",
};
static const char *const regions[] = {
    "KABUPATEN TANJUNG ARANG",  "KOTA SUNGAI LANTERA", "KABUPATEN BUKIT PERMAI HULU",
    "KABUPATEN RANTAU SELASIH", "KOTA MUARA KENANGA",  "KABUPATEN PULAU GARANGAN",
};
static const char *const program_verbs[] = {"PENGELOLAAN",  "PENGEMBANGAN", "PENINGKATAN",    "PEMBINAAN",
                                            "PEMBERDAYAAN", "PENGENDALIAN", "PENYELENGGARAAN"};
static const char *const program_objects[] = {
    "SUMBER DAYA AIR",    "SUMBER DAYA MANUSIA",         "KEPEGAWAIAN DAERAH",
    "PERPUSTAKAAN",       "KETAHANAN PANGAN MASYARAKAT", "KAWASAN PERMUKIMAN",
    "KEBUDAYAAN",         "LALU LINTAS ANGKUTAN SUNGAI", "ARSIP DAN NASKAH KUNO",
    "EKONOMI KERAKYATAN", "PENANGGULANGAN BENCANA",      "JASA KONSTRUKSI",
};
static const char *const kegiatan[] = {
    "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah",
    "Administrasi Keuangan Perangkat Daerah",
    "Administrasi Umum Perangkat Daerah",
    "Administrasi Kepegawaian Perangkat Daerah",
    "Penyediaan Jasa Penunjang Urusan Pemerintahan Daerah",
    "Pemeliharaan Barang Milik Daerah Penunjang Urusan Pemerintahan Daerah",
    "Pengadaan Barang Milik Daerah Penunjang Urusan Pemerintah Daerah",
    "Mutasi dan Promosi Pegawai",
    "Pengembangan Kompetensi Teknis",
    "Penilaian dan Evaluasi Kinerja Aparatur",
    "Pembinaan Perpustakaan Tingkat Daerah Kabupaten/Kota",
    "Pengelolaan Irigasi Primer dan Sekunder",
    "Sertifikasi, Kelembagaan, Pengembangan Kompetensi Manajerial dan Fungsional",
    "Penyelenggaraan Cadangan Pangan dan Lumbung Desa",
    "Pelestarian Kesenian Tradisional Masyarakat Adat",
    "Penataan Alur Pelayaran Sungai dan Danau",
    "Penguatan Kesiapsiagaan terhadap Bencana",
};
static const char *const sub_verbs[] = {
    "Penyusunan",  "Koordinasi dan Penyusunan",
    "Penyediaan",  "Pengelolaan",
    "Fasilitasi",  "Pembinaan",
    "Pengadaan",   "Pemeliharaan",
    "Evaluasi",    "Penyelenggaraan",
    "Pelaksanaan", "Monitoring, Evaluasi, dan Penilaian",
    "Sosialisasi",
};
static const char *const sub_objects[] = {
    "Dokumen Perencanaan Perangkat Daerah",
    "Laporan Keuangan Akhir Tahun",
    "Gaji dan Tunjangan ASN",
    "Peralatan dan Perlengkapan Kantor",
    "Bahan Logistik Kantor",
    "Barang Cetakan dan Penggandaan",
    "Bahan Bacaan dan Peraturan Perundang-undangan",
    "Rapat Koordinasi dan Konsultasi",
    "Jasa Komunikasi, Sumber Daya Air dan Listrik",
    "Jasa Pelayanan Umum Kantor",
    "Data dan Informasi Kepegawaian",
    "Kenaikan Pangkat Pegawai",
    "Disiplin Pegawai",
    "Jaringan Irigasi Desa",
    "Naskah Kuno dan Koleksi Langka",
    "Lumbung Pangan Masyarakat",
    "Rambu Alur Pelayaran Sungai",
    "Sanggar Kesenian Rakyat",
    "Pelatihan Relawan Tanggap Darurat",
    "Sistem Informasi Layanan",
    "Kendaraan Dinas Operasional atau Lapangan",
    "Mebel",
    "Gedung Kantor dan Bangunan Lainnya",
    "Dokumen RKA-SKPD",
    "Dokumen Perubahan DPA-SKPD",
    "Arsip Dinamis",
};
static const char *const sub_qualifiers[] = {
    "",
    "",
    "",
    " pada Perangkat Daerah",
    " Tingkat Kabupaten/Kota",
    " yang Terintegrasi",
    " bagi Masyarakat Pesisir",
    " secara Berkelanjutan",
};
static const char *const goals[] = {
    "Meningkatnya kualitas layanan kepada masyarakat",      "Meningkatnya akuntabilitas kinerja perangkat daerah",
    "Terwujudnya tata kelola pemerintahan yang baik",       "Terpeliharanya sarana dan prasarana daerah",
    "Meningkatnya kompetensi dan profesionalitas aparatur", "Terjaganya ketersediaan pangan dan air bersih",
};
static const char *const percent_subjects[] = {
    "layanan yang diselesaikan tepat waktu",   "pegawai yang memenuhi standar kompetensi", "sarana yang berfungsi baik",
    "dokumen yang disusun sesuai ketentuan",   "kelompok masyarakat yang dibina",          "koleksi yang terpelihara",
    "temuan pemeriksaan yang ditindaklanjuti",
};
static const char *const count_tails[] = {"yang disusun",      "yang disediakan",   "yang dipelihara",
                                          "yang dibina",       "yang dilaksanakan", "yang mengikuti kegiatan",
                                          "yang terfasilitasi"};
static const char *const offices[] = {
    "Kasubag Perencanaan dan Keuangan",
    "Kasubag Umum dan Kepegawaian",
    "Bidang Pelayanan Masyarakat",
    "Sekretariat",
    "Kepala Bidang Sarana dan Prasarana",
    "Bidang Pengembangan Kompetensi",
    "UPTD Laboratorium Air",
};
static const char *const places[] = {"Kec. Tanjung Arang", "Kec. Lantera Ilir", "Semua Kecamatan",
                                     "Kel. Kenanga",       "Kabupaten/Kota",    "Kec. Selasih Hulu"};
static const char *const funds[] = {"APBD", "DAU", "DAK", "PAD", "Pendapatan Asli Daerah", "Dana Transfer Umum"};
static const char *const sentences[] = {
    "Dokumen ini disusun sebagai pedoman pelaksanaan program dan kegiatan selama satu tahun anggaran.",
    "Capaian kinerja diukur terhadap target yang ditetapkan dalam rencana strategis perangkat daerah.",
    "Hasil evaluasi menjadi dasar perbaikan perencanaan tahun berikutnya pada kegiatan yang belum tercapai.",
    "Seluruh kegiatan dilaksanakan dengan memperhatikan ketersediaan anggaran dan prioritas pembangunan daerah.",
};

const gen_unit_word gen_unit_percent = {"%", NULL, {NULL}};
static const gen_unit_word units[] = {
    {"dokumen", "dokumen", {"Dok", "Dok.", "dok", "DOKUMEN"}},
    {"laporan", "laporan", {"Lap", "Lap.", "lap", "LAPORAN"}},
    {"orang", "orang", {"Org", "org", "orang", "ORANG"}},
    {"unit", "unit", {"unit", "UNIT", NULL, NULL}},
    {"paket", "paket", {"paket", "Pkt", "PAKET", NULL}},
    {"bulan", "bulan layanan", {"bulan", "Bln", "bln", NULL}},
    {"kegiatan", "kegiatan", {"kegiatan", "Keg", "keg", NULL}},
    {"jenis", "jenis barang", {"jenis", "JENIS", NULL, NULL}},
    {"kali", "rapat", {"kali", "KALI", NULL, NULL}},
    {"buah", "buah alat", {"buah", "Bh", NULL, NULL}},
    {"kelompok", "kelompok", {"Klp", "kelompok", NULL, NULL}},
    {"eksemplar", "eksemplar buku", {"Eks", "eks", "Exp", NULL}},
};

static sr_slice pick(gen_doc *doc, const char *const *words, uint32_t n)
{
    return sr_str(words[gen_below(&doc->random, n)]);
}

sr_slice gen_agency(gen_doc *doc)
{
    return pick(doc, agencies, COUNT(agencies));
}

sr_slice gen_region(gen_doc *doc)
{
    return pick(doc, regions, COUNT(regions));
}

sr_slice gen_program_name(gen_doc *doc, bool first)
{
    const char *verb = PICK(doc, program_verbs), *object = PICK(doc, program_objects);

    if (first)
        return SR_LIT("PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA");
    return sr_arena_printf(&doc->arena, "PROGRAM %s %s", verb, object);
}

sr_slice gen_kegiatan_name(gen_doc *doc)
{
    return pick(doc, kegiatan, COUNT(kegiatan));
}

sr_slice gen_sub_name(gen_doc *doc)
{
    const char *verb = PICK(doc, sub_verbs), *object = PICK(doc, sub_objects), *tail = PICK(doc, sub_qualifiers);

    return sr_arena_printf(&doc->arena, "%s %s%s", verb, object, tail);
}

sr_slice gen_goal(gen_doc *doc)
{
    return pick(doc, goals, COUNT(goals));
}

sr_slice gen_percent_indicator(gen_doc *doc)
{
    return sr_arena_printf(&doc->arena, "Persentase %s", PICK(doc, percent_subjects));
}

sr_slice gen_count_indicator(gen_doc *doc, const gen_unit_word *unit)
{
    const char *object = PICK(doc, sub_objects), *tail = PICK(doc, count_tails);

    return sr_arena_printf(&doc->arena, "Jumlah %s %s %s", unit->noun, object, tail);
}

const gen_unit_word *gen_unit(gen_doc *doc)
{
    return &units[gen_below(&doc->random, COUNT(units))];
}

sr_slice gen_unit_spelling(sr_slice unit, uint32_t draw)
{
    for (uint32_t u = 0; u < COUNT(units); u++)
        if (sr_eq(sr_str(units[u].name), unit))
            return sr_str(units[u].spelling[draw % 4]);
    return (sr_slice){0};
}

sr_slice gen_office(gen_doc *doc)
{
    return pick(doc, offices, COUNT(offices));
}

sr_slice gen_place(gen_doc *doc)
{
    return pick(doc, places, COUNT(places));
}

sr_slice gen_fund(gen_doc *doc)
{
    return pick(doc, funds, COUNT(funds));
}

sr_slice gen_sentence(gen_doc *doc)
{
    return pick(doc, sentences, COUNT(sentences));
}
