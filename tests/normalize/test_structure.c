/* Tables, headers, columns and rows: small documents of invented content, a case for each rule of structure. */
#include "building.h"

struct structure_case {
    const char *name, *script;
    const char *tables, *columns, *rows, *findings; /* NULL: not looked at */
};

#define HEAD "No|Program|Target|Pagu (Rp)\n1|2|3|4\n"
#define FOUR "No|Program|Target||||Pagu\n||TW 1|TW 2|TW 3|TW 4|\n"

#define NINE "(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|(9)\n"
#define QUARTER_LINES(n) "P TW. I " n "\nP TW. II " n "\nP TW. III " n "\nP TW. IV " n "\n"
#define FIVE_AMOUNTS                                                                                                   \
    "1|Jalan|Jumlah ruas|1.000.000|\n2|Air|Jumlah pipa|2.000.000|lanjutan\n3|Pasar|Jumlah kios|3.000.000|\n"           \
    "4|Taman|Jumlah pohon|4.000.000|\n5|Lampu|Jumlah tiang|5.000.000|baru\n"
#define FIVE_TARGETS                                                                                                   \
    "1|Jalan|Jumlah ruas|1 ruas|1.000.000\n2|Air|Jumlah pipa|2 pipa|2.000.000\n3|Pasar|Jumlah kios|3 kios|3.000.000\n" \
    "4|Taman|Jumlah pohon|4 pohon|4.000.000\n5|Lampu|Jumlah tiang|5 tiang|5.000.000\n"

#define LEVELS "Kegiatan/Sub Kegiatan|Indikator|Satuan|Target||\n|||2024|2025|2026\n"

static const struct structure_case cases[] = {
    /* ---- one table of parts ---- */
    {"repeated header",
     HEAD "1|Program Jalan|2 unit|5.000.000\n\n" HEAD "2|Program Air|3 unit|6.000.000\n|||11.000.000",
     "w4 HNdHNdt []\n", NULL, NULL, "S005 1.0\nS003 1.4\n"},
    {"header spelt otherwise",
     HEAD "1|a|2 unit|5.000.000\n\nN0.|Progam|Target|Pagu (Rp.)\n1|2|3|4\n2|b|2 unit|5.000.000", "w4 HNdHNd []\n", NULL,
     NULL, NULL},
    {"header with blanks moved",
     "Kode|Kegiatan|Target Kinerja|||Ket\n|||K|Rp|\n5.01|Jalan||1 unit|1.000.000|\n\n"
     "Kode|Kegiatan||Target Kinerja||Ket\n|||K|Rp|\n5.02|Air||1 unit|1.000.000|",
     "w6 HHdHHd []\n", NULL, NULL, NULL},
    {"header only, at the end of the pages",
     HEAD "1|a|1 unit|5.000.000\n\nF\n" HEAD "\nP Contoh, 2 Januari 2024\n\n" HEAD, "w4 HNdHNHN []\n", NULL, NULL,
     NULL},
    {"no header, same width, next page", HEAD "1|a|1 unit|5.000.000\nF\n2|b|1 unit|6.000.000", "w4 HNdd []\n", NULL,
     NULL, "S005 1.0\n"},
    {"a blank header row goes on", "M\nNo|Program|Target\n1|a|2\n\nM\n||\n2|b|3\n", "w3 Hdbd []\n", NULL, NULL, NULL},
    {"rule rows", "No|Program|Target\n--|----|--\n1|a|2\n--|--|--\n2|b|3\n", "w3 Hrdrd []\n", NULL, NULL, NULL},
    {"a line between rows stays prose", HEAD "1|a|1 unit|5.000.000\n\nP halaman lanjutan\n2|b|1 unit|6.000.000",
     "w4 HNdd []\n", NULL, NULL, "S005 1.0\nS007 1.4\n"},
    {"repeated header inside a part", HEAD "1|a|1 unit|5.000.000\n" HEAD "2|b|1 unit|6.000.000", "w4 HNdHNd []\n", NULL,
     NULL, "S003 1.4\n"},
    {"another header right below the data, and one below a title of its own",
     HEAD "1|a|1 unit|5.000.000\nJUMLAH|||5.000.000\nKode|Unit Kerja|Jumlah Pegawai|Keterangan\nK1|Sekretariat|12|ada\n"
          "K2|Bidang|9|ada\nDaftar Aset|||\nKode|Nama Barang|Jumlah|Keterangan\nB1|Meja|4|baik\n",
     "w4 HNdt []\nw4 Hdd []\nw4 HHd [Daftar Aset]\n", NULL, NULL, NULL},
    {"words below data that are no header's are a row",
     "No|Program|Sasaran|Lokasi\n1|a|Rumah|Kota\nKota|Desa|Pasar|Jalan\n2|b|Sekolah|Desa\n"
     "3|c|120|Desa\nMeja|Kursi|Lemari|Papan\n",
     "w4 Hddddd []\n", NULL, NULL, NULL},
    {"the header twice", HEAD HEAD "1|a|1 unit|5.000.000\n\n" HEAD HEAD "2|b|1 unit|5.000.000", "w4 HNHNdHNHNd []\n",
     NULL, NULL, NULL},
    {"blanks at the end of a row", "No|Program|Pagu|Ket\n1|a|5.000.000|x|||\n\n2|b|6.000.000|y", "w4 Hdd []\n", NULL,
     NULL, NULL},
    {"the title comes again",
     "C Tabel 2.1 Capaian\n\n" HEAD "1|a|1 unit|5.000.000\n\nC Tabel 2.1 Capaian (Lanjutan)\n\n" HEAD
     "2|b|1 unit|6.000.000",
     "w4 HNdHNd [Tabel 2.1 Capaian]\n", NULL, NULL, NULL},
    {"a running head is no title",
     "P RENJA DINAS CONTOH\n" HEAD "1|a|1 unit|5.000.000\n\nF\nP RENJA DINAS CONTOH\n2|b|1 unit|6.000.000\n\nF\n"
     "P RENJA DINAS CONTOH\n3|c|1 unit|6.000.000",
     "w4 HNddd [RENJA DINAS CONTOH]\n", NULL, NULL, NULL},

    {"a foot with the number of the page is no title",
     HEAD "1|a|1 unit|5.000.000\n\nP RENSTRA DINAS   11\nF\n2|b|1 unit|6.000.000\n\nP RENSTRA DINAS   12\nF\n"
          "3|c|1 unit|6.000.000\n\nP RENSTRA DINAS   13\nF\n4|d|1 unit|6.000.000\n",
     "w4 HNdddd []\n", NULL, NULL, NULL},
    {"numbers that do not count the pages are of titles",
     HEAD "1|a|1 unit|5.000.000\n\nP BIDANG   11\nF\n" HEAD "2|b|1 unit|6.000.000\n\nP BIDANG   15\nF\n" HEAD
          "3|c|1 unit|6.000.000\n\nP BIDANG   19\nF\n" HEAD "4|d|1 unit|6.000.000\n",
     "w4 HNd []\nw4 HNd [BIDANG 11]\nw4 HNd [BIDANG 15]\nw4 HNd [BIDANG 19]\n", NULL, NULL, NULL},
    {"a page on which a column is blank has one less",
     "A\nKegiatan|Indikator|Awal|Target 2025|Pagu 2025 (Rp)|Target 2026|Pagu 2026 (Rp)\n"
     "a|Jumlah buku|1|2|5.000.000|3|5.500.000\nb|Jumlah meja|1|2|6.000.000|3|5.500.000\n"
     "c|Jumlah peta|1|2|7.000.000|3|5.500.000\nd|Jumlah pena|1|2|8.000.000|3|5.500.000\n"
     "e|Jumlah lampu|1|2|9.000.000|3|5.500.000\n\nF\nA\nf|Jumlah kursi|4|72.000.000|5|73.000.000\n"
     "g|Jumlah tikar|4|52.000.000|5|53.000.000\n",
     "w7 Hddddddd []\n", NULL, NULL, "S005 1.0\nS010 1.7\nS010 1.8\n"},

    {"pages of aligned text whose headers were cut otherwise, under the same labels",
     "A\nPROGRAM DAN KEGIATAN|INDIKATOR KINERJA|||TARGET 2025|PAGU|TARGET 2026|PAGU|KETERANGAN\n" NINE
     "a|1|2|3|4|5.000.000|5|6.000.000|x\n\nF\n"
     "A\nPROGRAM DAN KEGIATAN INDIKATOR KINERJA||||TARGET 2025|PAGU|TARGET 2026|PAGU|KETERANGAN\n" NINE
     "b|1|2|3|4|5.000.000|5|6.000.000|x\n",
     "w9 HNdHNd []\n", NULL, NULL, NULL},
    {"other words over the same labels are another table",
     "A\nBIDANG / PROGRAM|BASELINE|||2025|PAGU|2026|PAGU|KET\n" NINE "a|1|2|3|4|5.000.000|5|6.000.000|x\n\nF\n"
     "A\nNama|Alamat|Umur||Kelas|Nilai|Kelas|Nilai|Catatan\n" NINE "b|1|2|3|4|5|5|6|x\n",
     "w9 HNd []\nw9 HNd []\n", NULL, NULL, NULL},
    {"labels say where the columns of a page are",
     "A\nPROGRAM|BASELINE|||2025|PAGU|2026|PAGU|KET\n" NINE
     "a|1|2|3|4|5.000.000|5|6.000.000|x\nb|1|2|3|4|5.000.000|5|6.000.000|x\nb|1|2|3|4|5.000.000|5|6.000.000|x\n"
     "b|1|2|3|4|5.000.000|5|6.000.000|x\n\nF\nA\nPROGRAM|BASELINE|||2025|PAGU||2026|PAGU|KET\n"
     "(1)|(2) (3)||(4)|(5)|(6)||(7)|(8)|(9)\nc|1|2|3|4||7.000.000|5|8.000.000|x\n"
     "d|1||3|4|7.000.000|9.000.000|5|8.000.000|x\n",
     "w10 HNddddHNdd []\n", NULL, NULL, "S005 1.0\nS003 1.7\nS010 1.9\nS001 1.10\n"},
    {"an amount among the notes, a blank where the amounts stand",
     "No|Kegiatan|Indikator|Pagu (Rp)|Catatan\n" FIVE_AMOUNTS "6|Sampah|Jumlah truk||6.000.000\n", "w5 Hdddddd []\n",
     NULL, NULL, "S010 1.7\n"},
    {"the total's mark of a number too wide for its column, beside the amounts",
     "No|Kegiatan|Indikator|Target|Pagu (Rp)\n" FIVE_TARGETS "|||##########|\n", "w5 Hdddddt []\n", NULL, NULL,
     "S017 1.7\n"},

    {"a word alone over page numbers",
     "|Halaman\nKATA PENGANTAR|i\nDAFTAR ISI|iii\nBAB I PENDAHULUAN|1\n1.1 Latar Belakang|2\n", "w2 Hdddd []\n", NULL,
     NULL, NULL},
    {"a word alone over words", "|Cempaka\nMawar|merah\nMelati|putih\nKenanga|hijau\nAnggrek|ungu\n", "w2 ddddd []\n",
     NULL, NULL, NULL},

    /* ---- several tables ---- */
    {"murni and perubahan stay apart",
     "H RENCANA AKSI TAHUN ANGGARAN 2023\n\n" HEAD
     "1|a|1 unit|5.000.000\n\nH RENCANA AKSI PERUBAHAN TAHUN ANGGARAN 2023\n\n" HEAD "1|a|1 unit|5.000.000",
     "w4 HNd 2023 [RENCANA AKSI TAHUN ANGGARAN 2023]\nw4 HNd 2023 perubahan [RENCANA AKSI PERUBAHAN TAHUN ANGGARAN "
     "2023]\n",
     NULL, NULL, ""},
    {"quarters stay apart",
     "H EVALUASI\nH TRIWULAN I TAHUN 2023\n\n" HEAD
     "1|a|1 unit|5.000.000\n\nH EVALUASI\nH TRIWULAN II TAHUN 2023\n\n" HEAD "1|a|1 unit|5.000.000",
     "w4 HNd 2023 q1 [EVALUASI TRIWULAN I TAHUN 2023]\nw4 HNd 2023 q2 [EVALUASI TRIWULAN II TAHUN 2023]\n", NULL, NULL,
     ""},
    {"another header is another table", HEAD "1|a|1 unit|5.000.000\n\nNo|Uraian|Satuan|Lokasi\n1|b|unit|Desa\n",
     "w4 HNd []\nw4 Hd []\n", NULL, NULL, ""},
    {"a paragraph ends a table without header",
     HEAD "1|a|1 unit|5.000.000\n\nP Dari tabel di atas dapat dilihat bahwa realisasi "
          "anggaran sampai dengan akhir tahun berjalan telah mencapai target yang ditetapkan dalam perjanjian kinerja "
          "kepala "
          "dinas dengan bupati pada awal tahun.\n\nsatu|dua|tiga|empat",
     "w4 HNd []\nw4 d []\n", NULL, NULL, "S004 2.0\n"},
    {"two tables in one sheet", "G\nNo|Program|Pagu\n1|a|5.000.000\n2|b|6.000.000\n||\nNo|Uraian|Satuan\n1|c|unit\n",
     "w3 Hddb []\nw3 Hd []\n", NULL, NULL, NULL},
    {"sheets", "G\n=Murni\nNo|Program|Pagu\n1|a|5.000.000\n\nG\n=Perubahan\nNo|Program|Pagu\n1|a|5.000.000\n",
     "w3 Hd murni [Murni]\nw3 Hd perubahan [Perubahan]\n", NULL, NULL, NULL},

    /* ---- titles ---- */
    {"caption and the lines under it",
     "P Hasilnya sebagai berikut.\n\nC Tabel 3.1\n\nP Capaian Kinerja\nP Tahun 2022\n\n" HEAD "1|a|1|5",
     "w4 HNd 2022 [Tabel 3.1 Capaian Kinerja Tahun 2022]\n", NULL, NULL, NULL},
    {"labels under the title are not of it", "P LAPORAN KEMAJUAN\n\nP OPD : DINAS CONTOH\n\n" HEAD "1|a|1|5",
     "w4 HNd [LAPORAN KEMAJUAN]\n", NULL, NULL, NULL},
    {"signatures are no title",
     HEAD "1|a|1|5\n\nP Contoh, 3 Maret 2022\nP KEPALA DINAS\nP KABUPATEN CONTOH\n\nP Drs. BUDI\n\nP NIP. 19650101 "
          "199003 1 001\n\n" HEAD,
     "w4 HNdHN []\n", NULL, NULL, NULL},
    {"a heading above a paragraph",
     "H 2.1 Evaluasi Tahun 2022\n\nP Uraiannya dapat dilihat pada tabel ini.\n\n" HEAD "1|a|1|5",
     "w4 HNd 2022 [2.1 Evaluasi Tahun 2022]\n", NULL, NULL, NULL},
    {"title row inside the table", "M\nPROGRAM KEPEGAWAIAN|||\nNo|Indikator|Satuan|Target\n1|Indeks|Poin|80",
     "w4 HHd [PROGRAM KEPEGAWAIAN]\n", "1.1 ordinal\n1.2 indicator\n1.3 unit\n1.4 measure target performance\n", NULL,
     NULL},

    /* ---- headers and number rows ---- */
    {"spans", FOUR "1|a|1|2|3|4|5.000.000", "w7 HHd []\n",
     "1.1 ordinal\n1.2 program\n1.3 measure target performance q1\n1.4 measure target performance q2\n"
     "1.5 measure target performance q3\n1.6 measure target performance q4\n1.7 measure budget money rupiah\n",
     NULL, NULL},
    {"wrapped ends of narrow header cells",
     "No|Program|Target||||Pagu\n||TW 1|TW|TW|TW 4|\n|||2|3||\n1|2|3|4|5|6|7\n1|a|1|2|3|4|5.000.000", "w7 HHHNd []\n",
     "1.1 ordinal #1\n1.2 program #2\n1.3 measure target performance q1 #3\n1.4 measure target performance q2 #4\n"
     "1.5 measure target performance q3 #5\n1.6 measure target performance q4 #6\n1.7 measure budget money rupiah #7\n",
     NULL, NULL},
    {"spans that the source states", "G\nNo|Program|Target>2||Pagu|\n||K|Rp||TW 1\n1|a|1|5.000.000|6.000.000|7",
     "w6 HHd []\n",
     "1.1 ordinal\n1.2 program\n1.3 measure target performance\n1.4 measure target money rupiah\n"
     "1.5 measure budget money rupiah\n1.6  q1\n",
     NULL, NULL},
    {"several words in one cell", "Kode|Rencana Tahun 2020 Pagu Indikatif|Total Pagu|Nilai (Rp)\n5.01|5.000.000|1|2",
     NULL,
     "1.1 code\n1.2 measure budget money rupiah 2020\n1.3 measure budget money rupiah\n1.4 measure budget money "
     "rupiah\n",
     NULL, NULL},
    {"labels and formulas",
     "Kode|Kegiatan|Target|Realisasi|Tingkat Realisasi (%)\n(1)|(2)|(3)|(4)|5=4/3*100\n5.01|a|2|1|50", "w5 HNd []\n",
     "1.1 code #1\n1.2 kegiatan #2\n1.3 measure target performance #3\n1.4 measure realization performance #4\n"
     "1.5 measure achievement performance % #5 =4/3*100\n",
     NULL, NULL},
    {"number row of a part of the columns",
     "Program|Indikator Kinerja|Target|Pagu (Rp)|Realisasi (Rp)\n2|3|7|9|14\na|b|1 unit|5.000.000|1.000.000\n",
     "w5 HNd []\n", NULL, NULL, NULL},
    {"small numbers that grow are data below data",
     "Program|Indikator Kinerja|2021|2022|2023|2024\na|b|1|1|1|1\n|c|2|3|7|9\n", "w6 Hdd []\n", NULL, NULL, NULL},
    {"wrapped names and page breaks are joined",
     "Kode|Program/Kegiatan|Pagu (Rp)\n1.01.01|PROGRAM PENUNJANG URUSAN|5.000.000\n|PEMERINTAHAN "
     "DAERAH|\n1.01.02|PROGRAM B|6.000.000\n",
     "w3 Hdd []\n", NULL, NULL, "S016 1.2\n"},
    {"number row with blanks, sub-headers under it",
     "Kode|Kegiatan|Target Renstra||Realisasi||Ket\n1|2|3||4||5 = 4/3\n||K|Rp|K|Rp|\n5.01|a|1|2.000.000|1|2.000.000|",
     "w7 HNHd []\n",
     "1.1 code #1\n1.2 kegiatan #2\n1.3 measure target performance #3\n1.4 measure target money rupiah\n"
     "1.5 measure realization performance #4\n1.6 measure realization money rupiah\n1.7 note #5 =4/3\n",
     NULL, NULL},
    {"groups over words",
     "RPJMD (KEPALA DAERAH)||KEPALA OPD||\nTujuan|Sasaran|Program|Kegiatan|Indikator Kegiatan\nx|y|z|v|w",
     "w5 HHd []\n", "1.1 tujuan\n1.2 sasaran\n1.3 program\n1.4 kegiatan\n1.5 indicator\n", NULL, NULL},
    {"the form of the header that fits",
     "Kode|Kegiatan|Target||Realisasi\n||K|Rp|K|Rp\n1|2|3||4|\n5.01|a|1|2|3|4\n\n"
     "Kode|Kegiatan|Target||Realisasi|\n||K|Rp|K|Rp\n1|2|3||4|\n5.02|a|1|2|3|4\n\n"
     "Kode|Kegiatan|Target||Realisasi|\n||K|Rp|K|Rp\n1|2|3||4|\n5.03|a|1|2|3|4",
     "w6 HHNdHHNdHHNd []\n",
     "1.1 code #1\n1.2 kegiatan #2\n1.3 measure target performance #3\n1.4 measure target money rupiah\n"
     "1.5 measure realization performance #4\n1.6 measure realization money rupiah\n",
     NULL, NULL},
    {"rows of a header that disagree", "No|Kegiatan|Target|Realisasi|||\n||K|Rp|K|Rp|K\n1|a|1|2|3|4|5\n2|b|1|2|3|4|5",
     "w7 HHdd []\n", "1.1 ordinal\n1.2 kegiatan\n1.3 \n1.4 \n1.5 \n1.6 \n1.7 \n", NULL, "S012 1.0\n"},
    {"years that slid to the left", "Tujuan|Indikator|Satuan|Target|\n2021|2022|||\nx|y|Poin|5|6", "w5 HHd []\n",
     "1.1 tujuan\n1.2 indicator\n1.3 unit\n1.4 measure target performance 2021\n1.5 measure target performance 2022\n",
     NULL, NULL},
    {"broken years", "Kegiatan|Target||\n|20 21|20 22|20 23\na|1|2|3", "w4 HHd []\n",
     "1.1 kegiatan\n1.2 measure target performance 2021\n1.3 measure target performance 2022\n1.4 measure target "
     "performance 2023\n",
     NULL, NULL},
    {"no header", "satu|dua\ntiga|empat\n", "w2 dd []\n", "1.1 \n1.2 \n", NULL, "S004 1.0\n"},
    {"unknown words over numbers", "wilayah|penduduk|luas\nUtara|12.000|4,5\nSelatan|13.000|5,5\n", "w3 Hdd []\n",
     "1.1 \n1.2 \n1.3 \n", NULL, ""},
    {"a row of data is no header, though its source says so",
     "M\n5.01.02.2.01|Jalan|12 unit|4.000.000\n5.01.02.2.02|Air|2 unit|5.000.000", "w4 dd []\n", NULL, NULL,
     "S004 1.0\n"},

    /* ---- roles ---- */
    {"words in pieces, misread words", "NO.|TAR GET|REALISA SI|Ralisasi Renja Tahun 2023|%\n1|2|3|4|5\n1|2|3|4|5", NULL,
     "1.1 ordinal #1\n1.2 measure target performance #2\n1.3 measure realization performance #3\n"
     "1.4 measure realization performance 2023 #4\n1.5 measure achievement performance % #5\n",
     NULL, NULL},
    {"money and shares of it",
     "Kode|Realisasi Anggaran|||Anggaran Awal (Rp)|Anggaran Perubahan (Rp)|Pagu Indikatif\n|Rp|Rp (%)|Fisik "
     "(%)|||\n9|2|3|4|5|6|7",
     NULL,
     "1.1 code\n1.2 measure realization money rupiah\n1.3 measure achievement money %\n1.4 measure achievement "
     "performance %\n"
     "1.5 measure budget money rupiah murni\n1.6 measure budget money rupiah perubahan\n1.7 measure budget money "
     "rupiah\n",
     NULL, NULL},
    {"forecast, baseline, realization over target",
     "Indikator|Kondisi Awal|Prakiraan Maju Tahun 2025||Realisasi "
     "Capaian||Proyeksi\n||Target|Pagu|Target|Rp|Target\na|b|c|d|e|f|g",
     NULL,
     "1.1 indicator\n1.2 measure baseline performance\n1.3 measure forecast performance 2025\n1.4 measure forecast "
     "money rupiah 2025\n"
     "1.5 measure realization performance\n1.6 measure realization money rupiah\n1.7 measure forecast performance\n",
     NULL, NULL},
    {"quarters in numerals", "Kegiatan|Realisasi Kinerja Pada Triwulan|||\n|I|II|III|IV\na|1|2|3|4", NULL,
     "1.1 kegiatan\n1.2 measure realization performance q1\n1.3 measure realization performance q2\n"
     "1.4 measure realization performance q3\n1.5 measure realization performance q4\n",
     NULL, NULL},
    {"versions whose cells are amounts",
     "Uraian|Target|Sebelum Perubahan|Sesudah Perubahan\na|1 unit|5.000.000|6.000.000\nb|1 unit|5.000.000|6.000.000\n",
     NULL,
     "1.1 name\n1.2 measure target performance\n1.3 measure budget money rupiah murni\n1.4 measure budget money rupiah "
     "perubahan\n",
     NULL, NULL},
    {"versions of two tables side by side",
     "C Tabel 2 Target Sebelum dan Sesudah Perubahan 2024\n\nUraian|Target|Murni 2024|Uraian|Target|Perubahan 2024\n"
     "a|1 unit|5.000.000|a|2 unit|6.000.000\nb|1 unit|5.000.000|b|2 unit|6.000.000\n",
     NULL,
     "1.1 name\n1.2 measure target performance 2024 murni\n1.3 measure budget money rupiah 2024 murni\n1.4 name\n"
     "1.5 measure target performance 2024 perubahan\n1.6 measure budget money rupiah 2024 perubahan\n",
     NULL, NULL},
    {"a target before two versions is of neither",
     "Uraian|Target|Murni|Perubahan\na|1 unit|5.000.000|6.000.000\nb|1 unit|5.000.000|6.000.000\n", NULL,
     "1.1 name\n1.2 measure target performance\n1.3 measure budget money rupiah murni\n"
     "1.4 measure budget money rupiah perubahan\n",
     NULL, NULL},
    {"a version over its columns",
     "Uraian|Murni||Perubahan|\n|Target|Pagu|Target|Pagu\na|1 unit|5.000.000|2 unit|6.000.000\n", NULL,
     "1.1 name\n1.2 measure target performance murni\n1.3 measure budget money rupiah murni\n"
     "1.4 measure target performance perubahan\n1.5 measure budget money rupiah perubahan\n",
     NULL, NULL},
    {"shares under a group of shares",
     "Indikator|Target 2024||Tingkat Capaian Kinerja dan Anggaran (%)|\n|K|Rp|K|Rp\na|1 unit|5.000.000|99,12|98,11\n",
     NULL,
     "1.1 indicator\n1.2 measure target performance 2024\n1.3 measure target money rupiah 2024\n"
     "1.4 measure achievement performance % 2024\n1.5 measure achievement money % 2024\n",
     NULL, NULL},
    {"volume, price and their product",
     "Uraian|Koefisien|Volume|Harga Satuan|Satuan Biaya (Rp)|Satuan Harga|Jumlah (Rp)|Satuan\n"
     "a|1 Orang x 2 Hari|2 unit|5.000|5.000|5.000|10.000|unit\nb|2|2 unit|5.000|5.000|5.000|10.000|unit\n"
     "c|2|2 unit|5.000|5.000|5.000|10.000|unit\nd|2|2 unit|5.000|5.000|5.000|10.000|unit\n",
     NULL,
     "1.1 name\n1.2 \n1.3 measure target performance\n1.4  rupiah\n1.5  rupiah\n1.6  rupiah\n"
     "1.7 measure budget money rupiah\n1.8 unit\n",
     NULL, ""},
    {"names of activities in headers",
     "Urusan/Bidang Urusan dan Program/Kegiatan|Indikator Kinerja Program (Outcomes) / Kegiatan (Output)|Sub. Kegiatan|"
     "OPD Penanggung Jawab|Sumber Dana|Lokasi|Satuan\na|b|c|d|e|f|g",
     NULL, "1.1 name\n1.2 indicator\n1.3 sub_kegiatan\n1.4 responsible\n1.5 funding_source\n1.6 location\n1.7 unit\n",
     NULL, NULL},
    {"a header its cells contradict",
     "No|Sumber Dana|Pagu\n1|5.000.000|ya\n2|6.000.000|tidak\n3|7.000.000|mungkin\n4|8.000.000|belum", NULL,
     "1.1 ordinal\n1.2 \n1.3 \n", NULL, "S011 1.0\nS011 1.0\n"},

    /* ---- kinds of rows ---- */
    {"total by its word", HEAD "1|a|1 unit|5.000.000\n|JUMLAH||5.000.000", "w4 HNdt []\n", NULL, NULL, NULL},
    {"its word in the column of numbers", HEAD "1|a|1 unit|5.000.000\n2|b|1 unit|6.000.000\nTotal|||11.000.000",
     "w4 HNddt []\n", NULL, NULL, NULL},
    {"a total of a program, with its share",
     "No|Program|Kegiatan|Pagu (Rp)|Capaian (%)\n1|Program A|x|4.000.000|90\n||y|5.000.000|80\n"
     "|Jumlah Program A||9.000.000|84\n2|Program B|z|7.000.000|70\n|Jumlah Program B||7.000.000|70\n",
     "w5 Hddtdt []\n", NULL, NULL, NULL},
    {"sub total", HEAD "1|a|1 unit|5.000.000\n|Sub Total||5.000.000\n2|b|1 unit|5.000.000\n|Total Pagu||10.000.000",
     "w4 HNdsdt []\n", NULL, NULL, NULL},
    {"an indicator is no total",
     HEAD "1|Jumlah dokumen yang disusun|1 dok|5.000.000\n2|Total luas|3 m2|5.000.000\n3|c|3 m2|5.000.000",
     "w4 HNddd []\n", NULL, NULL, NULL},
    {"amounts alone at the end", HEAD "1|a|1 unit|5.000.000\n2|b|1 unit|5.000.000\n||-|10.000.000\n\n" HEAD,
     "w4 HNddtHN []\n", NULL, NULL, NULL},
    {"numbers only are no total", "1|2\n3|4\n5|6\n", "w2 ddd []\n", NULL, NULL, NULL},
    {"notes", HEAD "1|a|1 unit|5.000.000\nCatatan: sementara|||\n*) angka sementara|||", "w4 HNdnn []\n", NULL, NULL,
     NULL},
    {"blank rows", HEAD "1|a|1 unit|5.000.000\n|||\n2|b|1 unit|6.000.000", "w4 HNdbd []\n", NULL, NULL, NULL},
    {"ragged rows", HEAD "1|a|1 unit|5.000.000|\n2|b|6.000.000\n3|c|1 unit|7.000.000|lebih\n4|d|1|5.000.000",
     "w5 HNdddd []\n", NULL, NULL, "S001 1.4\nS001 1.5\n"},
    {"cut ends are not ragged", "No|Program|Target|Pagu\n1|a|2|5.000.000\n2|b\n3|c|3\n4|d|3|5.000.000", "w4 Hdddd []\n",
     NULL, NULL, ""},

    {"what is computed beside figures of one year is of that year, but not beside those of two",
     "Program|Pagu 2024 (Rp)|Realisasi 2024 (Rp)|Sisa (Rp)|Persen\nA|9.000.000|8.000.000|1.000.000|88,89\n\n"
     "C Tabel 2\n\nProgram|Pagu 2023 (Rp)|Realisasi 2024 (Rp)|Sisa (Rp)\nA|9.000.000|8.000.000|1.000.000\n",
     NULL,
     "1.1 program\n1.2 measure budget money rupiah 2024\n1.3 measure realization money rupiah 2024\n"
     "1.4 measure change money rupiah 2024\n1.5 measure achievement money % 2024\n2.1 program\n"
     "2.2 measure budget money rupiah 2023\n2.3 measure realization money rupiah 2024\n"
     "2.4 measure change money rupiah\n",
     NULL, NULL},

    /* ---- hierarchy and context ---- */
    {"levels from codes",
     "Kode|Uraian|Pagu\n5|UNSUR|9.000.000\n5.03|KEPEGAWAIAN|9.000.000\n5.03.02|PROGRAM "
     "X|9.000.000\n5.03.02.2.01|Kegiatan Y|9.000.000\n"
     "5.03.02.2.01.0001|Sub Z|4.000.000\n5.03.02.2.01.02|Sub W|5.000.000",
     "w3 Hssssdd []\n", NULL,
     "1.2 subtotal urusan parent=0 code=5 >> by= ind=UNSUR\n"
     "1.3 subtotal bidang parent=2 code=5.03 >> by= ind=KEPEGAWAIAN\n"
     "1.4 subtotal program parent=3 code=5.03.02 PROGRAM X>> by= ind=\n"
     "1.5 subtotal kegiatan parent=4 code=5.03.02.2.01 PROGRAM X>Kegiatan Y> by= ind=\n"
     "1.6 detail sub_kegiatan parent=5 code=5.03.02.2.01.0001 PROGRAM X>Kegiatan Y>Sub Z by= ind=\n"
     "1.7 detail sub_kegiatan parent=5 code=5.03.02.2.01.02 PROGRAM X>Kegiatan Y>Sub W by= ind=\n",
     NULL},
    {"levels from codes beside names of one level",
     "Kode|Kegiatan|Lokasi|Pagu\n5.03.02.2.01|Mutasi|Kota|9.000.000\n5.03.02.2.01.0001|Rapat||4.000.000\n"
     "5.03.02.2.01.0002|Survei||5.000.000\n|Lainnya||1.000.000\n",
     "w4 Hsddd []\n", NULL,
     "1.2 subtotal kegiatan parent=0 code=5.03.02.2.01 >Mutasi> by= ind=\n"
     "1.3 detail sub_kegiatan parent=2 code=5.03.02.2.01.0001 >Mutasi>Rapat by= ind=\n"
     "1.4 detail sub_kegiatan parent=2 code=5.03.02.2.01.0002 >Mutasi>Survei by= ind=\n"
     "1.5 detail kegiatan parent=0 code= >Lainnya> by= ind=\n",
     NULL},
    {"code and name a row above their figures",
     "Kode|Uraian|Indikator|Pagu\n5.03.02.2.01|K|i|9.000.000\n5.03.02.2.01.0001|A||\n||i1|4.000.000\n||i2|1.000.000\n"
     "5.03.02.2.01.0002|B|i3|5.000.000\n||i4|1.000.000",
     NULL, NULL,
     "1.2 subtotal kegiatan parent=0 code=5.03.02.2.01 >K> by= ind=i\n"
     "1.3 detail sub_kegiatan parent=2 code=5.03.02.2.01.0001 >K>A by= ind=\n"
     "1.4 detail sub_kegiatan parent=2 code=5.03.02.2.01.0001 >K>A by= ind=i1\n"
     "1.5 detail sub_kegiatan parent=2 code=5.03.02.2.01.0001 >K>A by= ind=i2\n"
     "1.6 detail sub_kegiatan parent=2 code=5.03.02.2.01.0002 >K>B by= ind=i3\n"
     "1.7 detail sub_kegiatan parent=0 code= >K>B by= ind=i4\n",
     NULL},
    {"code and name in one cell", "Uraian|Pagu\n5.03.01 PROGRAM X|5.000.000\n5.03.01.2.01 Kegiatan Y|5.000.000", NULL,
     NULL,
     "1.2 subtotal program parent=0 code=5.03.01 PROGRAM X>> by= ind=\n"
     "1.3 detail kegiatan parent=2 code=5.03.01.2.01 PROGRAM X>Kegiatan Y> by= ind=\n",
     NULL},
    {"filled down",
     "Program|Kegiatan|Sub Kegiatan|Indikator|Target|Penanggung Jawab\nA|B|C|i1|1 dok|Seksi 1\n|||i2|2 dok|\n||D|i3|3 "
     "dok|\n|E||i4|4 dok|Seksi 2",
     NULL, NULL,
     "1.2 detail sub_kegiatan parent=0 code= A>B>C by=Seksi 1 ind=i1\n1.3 detail sub_kegiatan parent=0 code= A>B>C "
     "by=Seksi 1 ind=i2\n"
     "1.4 detail sub_kegiatan parent=0 code= A>B>D by= ind=i3\n1.5 detail kegiatan parent=0 code= A>E> by=Seksi 2 "
     "ind=i4\n",
     NULL},
    {"a total is named by its label alone",
     "Program|Kegiatan|Target|Pagu|Penanggung Jawab\nA|B|1 dok|5.000.000|Seksi 1\n|C|2 dok|6.000.000|Seksi 2\n"
     "|Jumlah||11.000.000|\n",
     "w5 Hddt []\n", NULL,
     "1.2 detail kegiatan parent=0 code= A>B> by=Seksi 1 ind=\n1.3 detail kegiatan parent=0 code= A>C> by=Seksi 2 "
     "ind=\n"
     "1.4 total  parent=0 code= >> by= ind=Jumlah\n",
     NULL},
    {"a total without a label is called what the field calls it",
     "Program|Kegiatan|Target|Pagu|Penanggung Jawab\nA|B|1 dok|5.000.000|Seksi 1\n|C|2 dok|6.000.000|Seksi 2\n"
     "|||11.000.000|\n",
     "w5 Hddt []\n", NULL,
     "1.2 detail kegiatan parent=0 code= A>B> by=Seksi 1 ind=\n1.3 detail kegiatan parent=0 code= A>C> by=Seksi 2 "
     "ind=\n"
     "1.4 total  parent=0 code= >> by= ind=Jumlah\n",
     NULL},
    {"a name at no known level is what the row is about",
     "Kode|Uraian|Pagu\n|Belanja pegawai|5.000.000\n|Belanja modal|5.000.000", NULL, NULL,
     "1.2 detail  parent=0 code= >> by= ind=Belanja pegawai\n1.3 detail  parent=0 code= >> by= ind=Belanja modal\n",
     NULL},

    {"names whose level nothing tells",
     "Kegiatan/Sub Kegiatan|Indikator|Satuan|Target|Lokasi\nDinas "
     "Air|i0|dok|1|\nA|i1|dok|1|Desa\n|i2|dok|2|\nB|i3|dok|3|\n"
     "Program P|i4|dok|4|\nC|i5|dok|5|",
     NULL, NULL,
     "1.2 detail  parent=0 code= >> by= ind=i0\n1.3 detail  parent=0 code= >>~A by= ind=i1\n"
     "1.4 detail  parent=0 code= >>~A by= ind=i2\n1.5 detail  parent=0 code= >>~B by= ind=i3\n"
     "1.6 detail program parent=0 code= Program P>> by= ind=i4\n1.7 detail  parent=0 code= Program P>>~C by= ind=i5\n",
     NULL},
    {"summaries that add up are kegiatan",
     LEVELS "K|Tercapainya K|Orang/ Dokumen|100|12|9\nA|i1|Orang|100|9|5\n|i2|Dokumen||3|4\nB|i3|orang|50||\n"
            "L|Tercapainya L|Dokumen|2|3|4\nC|i4|Dokumen|2|3|4\n",
     "w6 HHsddddd []\n", NULL,
     "1.3 subtotal kegiatan parent=0 code= >K> by= ind=Tercapainya K\n"
     "1.4 detail sub_kegiatan parent=3 code= >K>A by= ind=i1\n1.5 detail sub_kegiatan parent=3 code= >K>A by= ind=i2\n"
     "1.6 detail sub_kegiatan parent=3 code= >K>B by= ind=i3\n1.7 detail  parent=0 code= >>~L by= ind=Tercapainya L\n"
     "1.8 detail  parent=0 code= >>~C by= ind=i4\n",
     NULL},
    {"a summary that does not add up proves nothing",
     LEVELS "K|Tercapainya K|Orang/ Dokumen|100|12|9\nA|i1|Orang|90|9|5\nB|i3|orang|50|4|4\n", "w6 HHddd []\n", NULL,
     "1.3 detail  parent=0 code= >>~K by= ind=Tercapainya K\n1.4 detail  parent=0 code= >>~A by= ind=i1\n"
     "1.5 detail  parent=0 code= >>~B by= ind=i3\n",
     NULL},
    {"a sum that nothing calls a summary", LEVELS "K|i0|Orang/Bulan|3|5|9\nA|i1|Orang|1|2|5\nB|i3|orang|2|3|4\n",
     "w6 HHddd []\n", NULL, NULL, NULL},
    {"labels in brackets, one of which became a negative number",
     "No|Program|Target|Pagu (Rp)\n(1)|(2)|(3)|-4\n1|a|2 unit|5.000.000\n", "w4 HNd []\n",
     "1.1 ordinal #1\n1.2 program #2\n1.3 measure target performance #3\n1.4 measure budget money rupiah #4\n", NULL,
     NULL},
    {"numbered years over the labels",
     "No|Indikator|Target|||Realisasi||\n||1|2|3|1|2|3\n(1)|(2)|(3)|(4)|(5)|(6)|(7)|\"(8)\n1|a|5|6|7|8|9|9\n",
     "w8 HHNd []\n", NULL, NULL, NULL},
    {"a header that lists levels and what comes of them",
     "PROGRAM / OUTCOME / KEGIATAN / SUBKEGIATAN OUTPUT|Indikator|Pagu (Rp)\n2.15 - URUSAN JALAN||9.000.000\n"
     "2.15.01 - PROGRAM X||9.000.000\nMeningkatnya X|i|9.000.000\n2.15.01.2.01 - Y||9.000.000\nCakupan Y|j|9.000.000\n"
     "2.15.01.2.01.0001-Z||7.000.000\nTersedianya Z|k|7.000.000\n2.15.01.2.01.0002 - W||2.000.000\nDitetapkannya "
     "W|l|1\n",
     NULL, NULL,
     "1.2 subtotal bidang parent=0 code=2.15 >> by= ind=URUSAN JALAN\n"
     "1.3 subtotal program parent=2 code=2.15.01 PROGRAM X>> by= ind=\n"
     "1.4 subtotal program parent=0 code= PROGRAM X>> by= ind=i\n" /* the program's amount once more */
     "1.5 subtotal kegiatan parent=3 code=2.15.01.2.01 PROGRAM X>Y> by= ind=\n"
     "1.6 subtotal kegiatan parent=0 code= PROGRAM X>Y> by= ind=j\n"
     "1.7 subtotal sub_kegiatan parent=5 code=2.15.01.2.01.0001 PROGRAM X>Y>Z by= ind=\n"
     "1.8 detail sub_kegiatan parent=7 code= PROGRAM X>Y>Z by= ind=k\n"
     "1.9 detail sub_kegiatan parent=5 code=2.15.01.2.01.0002 PROGRAM X>Y>W by= ind=\n"
     "1.10 detail sub_kegiatan parent=0 code= PROGRAM X>Y>W by= ind=l\n",
     NULL},
    {"an agency in the column of codes",
     "Kode|Uraian|Pagu\nDinas Air|||\nBadan Tanah||5.000.000\n5.03.01|PROGRAM X|5.000.000", NULL, NULL,
     "1.2 detail  parent=0 code= >> by= ind=Dinas Air\n1.3 subtotal  parent=0 code= >> by= ind=Badan Tanah\n1.4 detail "
     "program parent=0 code=5.03.01 PROGRAM X>> by= "
     "ind=\n",
     NULL},
    {"what was spoken of ends at the next agency",
     "Kode|Uraian|Pagu\n|Dinas Air|7.000.000\n5.03.01|PROGRAM X|7.000.000\n|Dinas Api|8.000.000\n|Belanja|8.000.000",
     NULL, NULL,
     "1.2 subtotal  parent=0 code= >> by= ind=Dinas Air\n1.3 detail program parent=0 code=5.03.01 PROGRAM X>> by= "
     "ind=\n"
     "1.4 detail  parent=0 code= >> by= ind=Dinas Api\n1.5 detail  parent=0 code= >> by= ind=Belanja\n",
     NULL},
    {"the last group of a code before the name",
     "Kode|Uraian|Indikator|Pagu\n5 03 01 2.09|Pemeliharaan||9.000.000\n5 03 01 2.09|01 Jasa Pajak|i1|4.000.000\n"
     "5 03 01 2.09|11 Gedung|i2|5.000.000\n5 03 01 2.10|12 Bulan Gaji|i3|5.000.000\n",
     NULL, NULL,
     "1.2 subtotal kegiatan parent=0 code=5.03.01.2.09 >Pemeliharaan> by= ind=\n"
     "1.3 detail sub_kegiatan parent=2 code=5.03.01.2.09.01 >Pemeliharaan>Jasa Pajak by= ind=i1\n"
     "1.4 detail sub_kegiatan parent=2 code=5.03.01.2.09.11 >Pemeliharaan>Gedung by= ind=i2\n"
     "1.5 detail kegiatan parent=0 code=5.03.01.2.10 >12 Bulan Gaji> by= ind=i3\n",
     NULL},
    {"a program over its indicators",
     "H PROGRAM\n\nH PROGRAM KEPEGAWAIAN DAERAH\n\nIndikator Kinerja Program|Satuan|Target\na|%|90\n|%|80\n", NULL,
     NULL,
     "1.2 detail program parent=0 code= PROGRAM KEPEGAWAIAN DAERAH>> by= ind=a\n"
     "1.3 detail program parent=0 code= PROGRAM KEPEGAWAIAN DAERAH>> by= ind=\n",
     NULL},
    {"a title that speaks of programs", "H PROGRAM DAN KEGIATAN\n\nIndikator Kinerja Program|Satuan|Target\na|%|90\n",
     NULL, NULL, "1.2 detail  parent=0 code= >> by= ind=a\n", NULL},

    /* ---- text in scrambled order ---- */
    {"what programs and goals of scrambled text are over",
     QUARTER_LINES("1 Unit") "P Program Satu\nP Persentase layanan\nP 90%\nP Pengadaan Meja\nP Tersedianya meja\nP "
                             "Jumlah meja\nP 1 Unit\nP Sekretariat\n" QUARTER_LINES(
                                 "2 Unit") "P Pengadaan Kursi\nP Tersedianya kursi\nP Jumlah kursi\nP 2 Unit\nP "
                                           "Sekretariat\nP 2 Meningkatnya disiplin\nP Cakupan disiplin\nP 80%\nP "
                                           "Program Dua\nP Persentase disiplin\nP 70%\n",
     NULL, NULL,
     "1.3 detail program parent=0 code= Program Satu>> by= ind=Persentase layanan\n"
     "1.4 detail  parent=0 code= Program Satu>>~Pengadaan Meja by=Sekretariat ind=Jumlah meja\n"
     "1.5 detail  parent=0 code= >>~Pengadaan Kursi by=Sekretariat ind=Jumlah kursi\n"
     "1.6 detail  parent=0 code= >> by= ind=Cakupan disiplin\n"
     "1.7 detail program parent=0 code= Program Dua>> by= ind=Persentase disiplin\n",
     NULL},

    /* ---- batches ---- */
    {"a part goes on in the next batch",
     HEAD "1|a|1 unit|5.000.000\nB\n2|b|1 unit|6.000.000\n" HEAD "3|c|1 unit|7.000.000\nB\n||-|18.000.000",
     "w4 HNddHNdt []\n", NULL, NULL, "S003 1.5\n"},
    {"context lives on", "Program|Kegiatan|Target\nA|B|1 dok\nB\n|C|2 dok\n", "w3 Hdd []\n", NULL,
     "1.2 detail kegiatan parent=0 code= A>B> by= ind=\n1.3 detail kegiatan parent=0 code= A>C> by= ind=\n", NULL},
    {"a wider row in a later batch", HEAD "1|a|1 unit|5.000.000\nB\n2|b|1 unit|6.000.000|lebih\n", "w5 HNdd []\n", NULL,
     NULL, "S001 1.4\n"},
    {"another table in a later batch",
     HEAD "1|a|1 unit|5.000.000\n\nB\nH DAFTAR PEGAWAI\n\nNo|Uraian|Satuan|Lokasi\n1|b|unit|Desa\n",
     "w4 HNd []\nw4 Hd [DAFTAR PEGAWAI]\n", NULL, NULL, ""},

    /* ---- nothing and little ---- */
    {"nothing", "", "", "", "", ""},
    {"prose only", "P satu\nP dua", "", "", "", ""},
    {"one cell", "x|", "w2 d []\n", NULL, NULL, NULL},
    {"blank cells only", "||\n||", "w3 bb []\n", NULL, NULL, NULL},
    {"header only", "No|Program|Target\n", "w3 H []\n", NULL, NULL, ""},
};

static void structure(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct structure_case *c = &cases[i];
        building *b = build(c->script);
        expect_text(c->name, "tables", &b->tables, c->tables);
        expect_text(c->name, "columns", &b->columns, c->columns);
        expect_text(c->name, "rows", &b->rows, c->rows);
        expect_text(c->name, "findings", &b->findings, c->findings);
        building_free(b);
    }
}

static const struct {
    const char *name, *script, *values;
} quantity_cases[] = {
    {"a unit stated once counts along the row",
     "Indikator|Target Renstra|Realisasi 2022|Target 2023||Tingkat Capaian (%)\n|||K|Rp|\na|26.601 "
     "Jenis|17.734|-|5.000.000|75\n"
     "b|30 Dokumen|11 Laporan|9|5.000.000|36\nc|100%|0,69|1|5.000.000|69\nd|1 Unit/ 2 Paket|3|4|5.000.000|75\n",
     "1.3 26601_jenis 17734_jenis 5000000 75\n1.4 30_dokumen 11_laporan 9 5000000 36\n"
     "1.5 100_% 0.69 1 5000000 69\n1.6 1_unit 3 4 5000000 75\n"},
    {"progress is no number of things", "Indikator|Target|Realisasi Fisik|Satuan\na|12 Dokumen|50|\nb|9|40|Laporan\n",
     "1.2 12_dokumen 50\n1.3 9_laporan 40\n"},
    {"of another indicator", "Sasaran|Target|Kegiatan|Indikator|Target||\n||||TW 1|TW 2\na|75 Ekor|b|c|30|40\n",
     "1.3 75_ekor 30 40\n"},
    {"the unit in brackets behind the name, where no column is for it",
     "No|Indikator|Target 2023|Realisasi 2023\n1|Produksi Padi (Ton)|12.450|13.100\n2|Luas Tanam (Ha)|2.150,5|2.210\n"
     "3|Nilai (sementara)|70|72\n4|Jumlah desa (Unit|5|6\n",
     "1.2 12450_ton 13100_ton\n1.3 2150.5_ha 2210_ha\n1.4 70 72\n1.5 5 6\n"},
    {"shares have no need of a sign, but may be fractions",
     "Indikator|Target|Realisasi\nPersentase a|24|22,5\nPersentase b|1|0,35\nJumlah persentase c|24|22\n"
     "Prosentase d|0|2 Dokumen\nPersentase e|2.024|5\n",
     "1.2 24_% 22.5_%\n1.3 1 0.35\n1.4 24 22\n1.5 0_dokumen 2_dokumen\n1.6 2024 5_%\n"},
};

static void quantities(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof quantity_cases / sizeof *quantity_cases; i++) {
        building *b = build(quantity_cases[i].script);
        expect_text(quantity_cases[i].name, "values", &b->values, quantity_cases[i].values);
        building_free(b);
    }
}

/* Sorted by place, and counted by severity, over all batches. */
static void counted(void **unused)
{
    building *b = build(HEAD "1|a|1 unit|5.000.000\nB\n2|b|1 unit|6.000.000|\n3|b|1 unit|6.000.000|lebih\n" HEAD);
    (void)unused;
    assert_int_equal(b->doc.finding_counts[SR_INFO], 2);        /* D011, S003 */
    assert_int_equal(b->doc.finding_counts[SR_WARNING] > 0, 1); /* S001 */
    building_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(structure), cmocka_unit_test(quantities),
                                       cmocka_unit_test(counted)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
