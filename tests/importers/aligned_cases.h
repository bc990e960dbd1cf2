/* Pages of aligned blanks, and the rows that they are: cells between bars, lines of a cell parted by "/", prose behind
 * "~". */
#ifndef TESTS_ALIGNED_CASES_H
#define TESTS_ALIGNED_CASES_H

typedef struct sr_case {
    const char *name, *text, *drawn;
} sr_case;

static const sr_case cases[] = {
    {"numbers on the first and on the second line of their rows",
     "Perencanaan dan              Persentase Dokumen                    23,16%                           149.033.000  "
     "     DINKANAK\n"
     "Evaluasi Kinerja             Perencanaan yang                               210.781.800\n"
     "Perangkat Daerah             sesuai pedoman\n"
     "Penyusunan Dokumen           Jumlah Dokumen Perencanaan              4                                58.403.000 "
     "      DINKANAK\n"
     "Perencanaan                  Perangkat Daerah                               116.475.000\n"
     "Koordinasi dan               Jumlah Laporan Capaian                  0                        -       17.755.000 "
     "      DINKANAK\n"
     "Penyusunan Laporan           Kinerja\n",
     "|Perencanaan dan/Evaluasi Kinerja/Perangkat Daerah|Persentase Dokumen/Perencanaan yang/sesuai "
     "pedoman|23,16%|210.781.800|149.033.000|DINKANAK|\n"
     "|Penyusunan Dokumen/Perencanaan|Jumlah Dokumen Perencanaan/Perangkat Daerah|4|116.475.000|58.403.000|DINKANAK|\n"
     "|Koordinasi dan/Penyusunan Laporan|Jumlah Laporan Capaian/Kinerja|0|-|17.755.000|DINKANAK|\n"},
    {"justified prose stays prose",
     "menegaskan     bahwa     penyusunan    rencana   pembangunan\n"
     "daerah dalam    penjabaran       visi   dan   misi    kepala  daerah\n"
     "selanjutnya   rencana      memuat    sasaran    pokok,   arah    dan\n"
     "kebijakan   yang   ditetapkan untuk     lima    tahun     mendatang.\n",
     "~menegaskan     bahwa     penyusunan    rencana   pembangunan\n"
     "~daerah dalam    penjabaran       visi   dan   misi    kepala  daerah\n"
     "~selanjutnya   rencana      memuat    sasaran    pokok,   arah    dan\n"
     "~kebijakan   yang   ditetapkan untuk     lima    tahun     mendatang.\n"},
    {"a list stays prose",
     "a.    Tagana Kabupaten Rawa Biru;\n"
     "b.    PMI;\n"
     "c.    Senkom;\n"
     "d.    Rapi dan Orari;\n",
     "~a.    Tagana Kabupaten Rawa Biru;\n~b.    PMI;\n~c.    Senkom;\n~d.    Rapi dan Orari;\n"},
    {"a table of contents stays prose",
     "BAB I ......................................... 2\n"
     "PENDAHULUAN ................................... 2\n"
     "1.1   Latar Belakang .......................... 2\n"
     "1.2   Dasar Hukum . . . . . . . . . . . . . . . 4\n",
     "~BAB I ......................................... 2\n"
     "~PENDAHULUAN ................................... 2\n"
     "~1.1   Latar Belakang .......................... 2\n"
     "~1.2   Dasar Hukum . . . . . . . . . . . . . . . 4\n"},
    {"merged and centred header cells, a number row, rows set to the middle",
     "                                     Indikator                         2025                     2026\n"
     "   Kode          Program                            Satuan\n"
     "                                      Kinerja                   Target       Rp.         Target       Rp.\n"
     "   (1)             (2)                 (3)            (4)        (5)         (6)          (7)         (8)\n"
     "\n"
     "            Program Penunjang      Persentase\n"
     "1.05.01                                               %          92,5  4.605.640.000     93,7  4.687.928.405\n"
     "            Urusan                 pemenuhan\n"
     "\n"
     "            Kegiatan Keuangan      Jumlah orang\n"
     "1.05.02     Perangkat              yang dilayani     Orang        25     412.249.635      25    3.412.249.000\n"
     "            Daerah\n"
     "\n"
     "1.05.03     Pengadaan              Jumlah unit        Unit         5      65.000.000       5        5.000.000\n",
     "|Kode|Program|Indikator/Kinerja|Satuan|2025||2026||\n"
     "|||||Target|Rp.|Target|Rp.|\n"
     "|(1)|(2)|(3)|(4)|(5)|(6)|(7)|(8)|\n"
     "|1.05.01|Program Penunjang/Urusan|Persentase/pemenuhan|%|92,5|4.605.640.000|93,7|4.687.928.405|\n"
     "|1.05.02|Kegiatan Keuangan/Perangkat/Daerah|Jumlah orang/yang dilayani|Orang|25|412.249.635|25|3.412.249.000|\n"
     "|1.05.03|Pengadaan|Jumlah unit|Unit|5|65.000.000|5|5.000.000|\n"},
    {"a page without a header lies on the columns of the page before",
     "  Uraian                   Triwulan I                 Triwulan II               Triwulan III        SKPD\n"
     "                          K          Rp              K            Rp             K         Rp\n"
     "\n"
     "Rapat koordinasi         12      16.475.000          2       58.403.000                           DINKANAK\n"
     "Penyusunan laporan        4       6.475.000          3        8.403.000                           DINKANAK\n"
     "Gaji dan tunjangan        1     116.475.000          9      158.403.000                           DINKANAK\n"
     "\f"
     "Pemeliharaan gedung         7     26.475.000      5       9.403.000   DINKANAK\n"
     "Pengadaan kendaraan         8     36.475.000      6      38.403.000   DINKANAK\n"
     "Belanja alat tulis          9        475.000      6         403.000   DINKANAK\n",
     "|Uraian|Triwulan I||Triwulan II||Triwulan III||SKPD|\n"
     "||K|Rp|K|Rp|K|Rp||\n"
     "|Rapat koordinasi|12|16.475.000|2|58.403.000|||DINKANAK|\n"
     "|Penyusunan laporan|4|6.475.000|3|8.403.000|||DINKANAK|\n"
     "|Gaji dan tunjangan|1|116.475.000|9|158.403.000|||DINKANAK|\n"
     "|Pemeliharaan gedung|7|26.475.000|5|9.403.000|||DINKANAK|\n"
     "|Pengadaan kendaraan|8|36.475.000|6|38.403.000|||DINKANAK|\n"
     "|Belanja alat tulis|9|475.000|6|403.000|||DINKANAK|\n"},
    {"centred header words over their columns; the header stands again inside",
     "  Kode       Uraian           Target Kinerja dan                  Realisasi Kinerja Pada Triwulan               "
     "Penanggung\n"
     "                                Anggaran Renja                                                                   "
     " Jawab\n"
     "                                  Tahun 2025\n"
     "                                                                   I                          II\n"
     "                             K              Rp            K            Rp            K            Rp\n"
     "   1           2             3                            4                       5 = 3+4                        "
     "   6\n"
     " 1.01     Rapat dan      12 Kali        5.000.000.000   3          1.000.000.000   4          2.000.000.000   "
     "Sekretariat\n"
     "          evaluasi\n"
     " 1.02     Laporan        4 Laporan      7.000.000.000   1          3.000.000.000   1          2.500.000.000   "
     "Sekretariat\n"
     "  Kode       Uraian           Target Kinerja dan                  Realisasi Kinerja Pada Triwulan               "
     "Penanggung\n"
     "                                Anggaran Renja                                                                   "
     " Jawab\n"
     "                                  Tahun 2025\n"
     "                                                                   I                          II\n"
     "                             K              Rp            K            Rp            K            Rp\n"
     "   1           2             3                            4                       5 = 3+4                        "
     "   6\n"
     " 1.03     Gaji           1 Bulan        9.000.000.000   1          4.000.000.000   0          4.500.000.000   "
     "Bidang Umum\n",
     "|Kode|Uraian|Target Kinerja dan/Anggaran Renja/Tahun 2025||Realisasi Kinerja Pada Triwulan||||Penanggung/Jawab|\n"
     "|||K|Rp|I||II|||\n"
     "|||||K|Rp|K|Rp||\n"
     "|1|2|3||4||5 = 3+4||6|\n"
     "|1.01|Rapat dan/evaluasi|12 Kali|5.000.000.000|3|1.000.000.000|4|2.000.000.000|Sekretariat|\n"
     "|1.02|Laporan|4 Laporan|7.000.000.000|1|3.000.000.000|1|2.500.000.000|Sekretariat|\n"
     "|Kode|Uraian|Target Kinerja dan/Anggaran Renja/Tahun 2025||Realisasi Kinerja Pada Triwulan||||Penanggung/Jawab|\n"
     "|||K|Rp|I||II|||\n"
     "|||||K|Rp|K|Rp||\n"
     "|1|2|3||4||5 = 3+4||6|\n"
     "|1.03|Gaji|1 Bulan|9.000.000.000|1|4.000.000.000|0|4.500.000.000|Bidang Umum|\n"},
    {"rows around their number lines, the first line of a row above it",
     "  No    Kegiatan                    Indikator                 Pagu\n"
     "        Penyusunan Dokumen          Jumlah dokumen\n"
     "   1    Perencanaan Perangkat       yang disusun           100.000.000\n"
     "        Daerah\n"
     "                                    Jumlah laporan\n"
     "   2    Koordinasi dan Evaluasi     hasil koordinasi       200.000.000\n"
     "        Rencana Kerja               dan evaluasi yang\n"
     "                                    diserahkan\n"
     "        Penyediaan Jasa             Jumlah laporan\n"
     "   3    Surat Menyurat              penyediaan jasa        300.000.000\n"
     "   4    Pemeliharaan                Jumlah unit            400.000.000\n",
     "|No|Kegiatan|Indikator|Pagu|\n"
     "|1|Penyusunan Dokumen/Perencanaan Perangkat/Daerah|Jumlah dokumen/yang disusun|100.000.000|\n"
     "|2|Koordinasi dan Evaluasi/Rencana Kerja|Jumlah laporan/hasil koordinasi/dan evaluasi "
     "yang/diserahkan|200.000.000|\n"
     "|3|Penyediaan Jasa/Surat Menyurat|Jumlah laporan/penyediaan jasa|300.000.000|\n"
     "|4|Pemeliharaan|Jumlah unit|400.000.000|\n"},
    {"a caption above and a footer below are no rows",
     "              Tabel 3. Sarana Dinas Kelautan Rawa Biru\n"
     "                                 JUMLAH\n"
     "        NO.   NAMA SARANA                    KONDISI\n"
     "                                 (UNIT)\n"
     "        1     Perahu Karet         2            baik\n"
     "        2     Tenda Keluarga       10       rusak ringan\n"
     "              Lampu Darurat dan\n"
     "        3                          1            baik\n"
     "              Senter\n"
     "        4     Gergaji             100           baik\n"
     "\n\n\n"
     "Rencana Strategis Dinas Kelautan 2025-2029                         21\n",
     "~Tabel 3. Sarana Dinas Kelautan Rawa Biru\n"
     "|NO.|NAMA SARANA|JUMLAH/(UNIT)|KONDISI|\n"
     "|1|Perahu Karet|2|baik|\n"
     "|2|Tenda Keluarga|10|rusak ringan|\n"
     "|3|Lampu Darurat dan/Senter|1|baik|\n"
     "|4|Gergaji|100|baik|\n"
     "~Rencana Strategis Dinas Kelautan 2025-2029                         21\n"},
    {"two numbers with one blank between them, and cells of letters beyond ASCII",
     "Kegiatan A – penyuluhan     Laporan   1500   150.000.000   95 4.696.785.700\n"
     "Kegiatan B – pelatihan      Laporan     25    10.000.000   96   697.142.400\n"
     "Kegiatan C – bimbingan      Orang        4     9.000.000   97 4.725.570.500\n",
     "|Kegiatan A – penyuluhan|Laporan|1500|150.000.000|95|4.696.785.700|\n"
     "|Kegiatan B – pelatihan|Laporan|25|10.000.000|96|697.142.400|\n"
     "|Kegiatan C – bimbingan|Orang|4|9.000.000|97|4.725.570.500|\n"},
    {"an amount alone at the bottom is a total without a label",
     "No   Kegiatan                     Indikator                 Anggaran\n"
     "1    Pendataan Perahu             Jumlah perahu          125.000.000\n"
     "     Nelayan                      yang didata\n"
     "2    Penyuluhan Budidaya          Jumlah bulan            75.000.000\n"
     "     Rumput Laut                  layanan Jaringan\n"
     "                                  Irigasi Tambak yang\n"
     "                                  dibina\n"
     "                                                         200.000.000\n",
     "|No|Kegiatan|Indikator|Anggaran|\n"
     "|1|Pendataan Perahu/Nelayan|Jumlah perahu/yang didata|125.000.000|\n"
     "|2|Penyuluhan Budidaya/Rumput Laut|Jumlah bulan/layanan Jaringan/Irigasi Tambak yang/dibina|75.000.000|\n"
     "||||200.000.000|\n"},
    {"rows set to their middle, half a line rounded up",
     " Kode   Program/Kegiatan       Indikator                         Pagu\n"
     "        PROGRAM PENGELOLAAN\n"
     " 1.01   WISATA BAHARI          Persentase kunjungan       100.000.000\n"
     "        KABUPATEN RAWA BIRU\n"
     "        Pengadaan Perahu       Jumlah perahu yang\n"
     " 1.02   Wisata Ramah           diadakan tahun ini          60.000.000\n"
     "        Lingkungan\n"
     "        Pemeliharaan Dermaga   Jumlah dermaga yang\n"
     " 1.03   dan Menara Pandang     dipelihara rutin            30.000.000\n"
     "        Pulau Kecil Terluar\n"
     "        Pembinaan Pemandu      Jumlah pemandu yang\n"
     " 1.04   Wisata Selam           dibina                      10.000.000\n"
     "        Kabupaten\n"
     "        PROGRAM PEMBERDAYAAN   Persentase kelompok\n"
     " 2.01   NELAYAN                nelayan mandiri di          50.000.000\n"
     "                               pesisir\n"
     "        Pelatihan Pengolahan\n"
     " 2.02   Rumput Laut bagi       Jumlah kelompok yang        20.000.000\n"
     "        Kelompok Perempuan     dilatih\n"
     "        Pesisir\n"
     "        Pengadaan Alat         Jumlah alat pengering\n"
     " 2.03   Pengering              yang diserahkan kepada      30.000.000\n"
     "                               kelompok\n",
     "|Kode|Program/Kegiatan|Indikator|Pagu|\n"
     "|1.01|PROGRAM PENGELOLAAN/WISATA BAHARI/KABUPATEN RAWA BIRU|Persentase kunjungan|100.000.000|\n"
     "|1.02|Pengadaan Perahu/Wisata Ramah/Lingkungan|Jumlah perahu yang/diadakan tahun ini|60.000.000|\n"
     "|1.03|Pemeliharaan Dermaga/dan Menara Pandang/Pulau Kecil Terluar|Jumlah dermaga yang/dipelihara "
     "rutin|30.000.000|\n"
     "|1.04|Pembinaan Pemandu/Wisata Selam/Kabupaten|Jumlah pemandu yang/dibina|10.000.000|\n"
     "|2.01|PROGRAM PEMBERDAYAAN/NELAYAN|Persentase kelompok/nelayan mandiri di/pesisir|50.000.000|\n"
     "|2.02|Pelatihan Pengolahan/Rumput Laut bagi/Kelompok Perempuan/Pesisir|Jumlah kelompok yang/dilatih|20.000.000|\n"
     "|2.03|Pengadaan Alat/Pengering|Jumlah alat pengering/yang diserahkan kepada/kelompok|30.000.000|\n"},
    {"rows set to their middle, half lines between the lines",
     " Kode   Program/Kegiatan       Indikator                         Pagu\n"
     "        PROGRAM PENGELOLAAN\n"
     " 1.01   WISATA BAHARI          Persentase kunjungan       100.000.000\n"
     "        KABUPATEN RAWA BIRU\n"
     "        Pengadaan Perahu\n"
     "                               Jumlah perahu yang\n"
     " 1.02   Wisata Ramah                                       60.000.000\n"
     "                               diadakan tahun ini\n"
     "        Lingkungan\n"
     "        Pemeliharaan Dermaga\n"
     "                               Jumlah dermaga yang\n"
     " 1.03   dan Menara Pandang                                 30.000.000\n"
     "                               dipelihara rutin\n"
     "        Pulau Kecil Terluar\n"
     "        Pembinaan Pemandu\n"
     "                               Jumlah pemandu yang\n"
     " 1.04   Wisata Selam                                       10.000.000\n"
     "                               dibina\n"
     "        Kabupaten\n"
     "                               Persentase kelompok\n"
     "        PROGRAM PEMBERDAYAAN\n"
     " 2.01                          nelayan mandiri di          50.000.000\n"
     "        NELAYAN\n"
     "                               pesisir\n"
     "        Pelatihan Pengolahan\n"
     "        Rumput Laut bagi       Jumlah kelompok yang\n"
     " 2.02                                                      20.000.000\n"
     "        Kelompok Perempuan     dilatih\n"
     "        Pesisir\n"
     "                               Jumlah alat pengering\n"
     "        Pengadaan Alat\n"
     " 2.03                          yang diserahkan kepada      30.000.000\n"
     "        Pengering\n"
     "                               kelompok\n",
     "|Kode|Program/Kegiatan|Indikator|Pagu|\n"
     "|1.01|PROGRAM PENGELOLAAN/WISATA BAHARI/KABUPATEN RAWA BIRU|Persentase kunjungan|100.000.000|\n"
     "|1.02|Pengadaan Perahu/Wisata Ramah/Lingkungan|Jumlah perahu yang/diadakan tahun ini|60.000.000|\n"
     "|1.03|Pemeliharaan Dermaga/dan Menara Pandang/Pulau Kecil Terluar|Jumlah dermaga yang/dipelihara "
     "rutin|30.000.000|\n"
     "|1.04|Pembinaan Pemandu/Wisata Selam/Kabupaten|Jumlah pemandu yang/dibina|10.000.000|\n"
     "|2.01|PROGRAM PEMBERDAYAAN/NELAYAN|Persentase kelompok/nelayan mandiri di/pesisir|50.000.000|\n"
     "|2.02|Pelatihan Pengolahan/Rumput Laut bagi/Kelompok Perempuan/Pesisir|Jumlah kelompok yang/dilatih|20.000.000|\n"
     "|2.03|Pengadaan Alat/Pengering|Jumlah alat pengering/yang diserahkan kepada/kelompok|30.000.000|\n"},
    {"a header word set to the middle of a room that its cells do not fill",
     "  Kode       Uraian                         Realisasi         Sumber Dana     Sisa\n"
     "   1           2                                3                  4            5\n"
     " 1.01     Rapat dan evaluasi tengah        16.475.000   DAU                5.000.000\n"
     " 1.02     Laporan akhir tahun               6.475.000   DAK                4.000.000\n"
     " 1.03     Gaji pegawai                    116.475.000   PAD                3.000.000\n",
     "|Kode|Uraian|Realisasi|Sumber Dana|Sisa|\n"
     "|1|2|3|4|5|\n"
     "|1.01|Rapat dan evaluasi tengah|16.475.000|DAU|5.000.000|\n"
     "|1.02|Laporan akhir tahun|6.475.000|DAK|4.000.000|\n"
     "|1.03|Gaji pegawai|116.475.000|PAD|3.000.000|\n"},
    {"a header word that goes on below is no group, though it stands over the middle of others",
     "                                                                        Lebih /\n"
     "Kode   Uraian          Anggaran 2023     Realisasi 2023        %        (Kurang)    Realisasi 2022\n"
     "   1       2                3                   4           5=4/3*100    6=4-3             7\n"
     "4      PENDAPATAN     254.300.000,00    248.765.432,50        97,82  (5.534.567,50)  230.000.000,00\n"
     "4.1    Pajak          150.000.000,00    145.765.432,50        97,18  (4.234.567,50)  140.000.000,00\n",
     "|Kode|Uraian|Anggaran 2023|Realisasi 2023|%|Lebih //(Kurang)|Realisasi 2022|\n"
     "|1|2|3|4|5=4/3*100|6=4-3|7|\n"
     "|4|PENDAPATAN|254.300.000,00|248.765.432,50|97,82|(5.534.567,50)|230.000.000,00|\n"
     "|4.1|Pajak|150.000.000,00|145.765.432,50|97,18|(4.234.567,50)|140.000.000,00|\n"},
    {"labels above a table are no rows of it, though their colons line up",
     "Pemerintah Kota Serayu                                    Tahun Anggaran 2023\n"
     "\n"
     "Program        : 1.03.10 PROGRAM JALAN\n"
     "Kegiatan       : 1.03.10.2.01 Jalan Kabupaten\n"
     "Organisasi     : Dinas Jalan\n"
     "\n"
     "Kode Rekening  Uraian                        Volume     Harga         Jumlah\n"
     "5.1.02         Belanja Barang                    12   100.000      1.200.000\n"
     "5.1.03         Belanja Jasa                       2   300.000        600.000\n"
     "5.1.04         Belanja Sewa                       3   200.000        600.000\n",
     "~Pemerintah Kota Serayu                                    Tahun Anggaran 2023\n"
     "~Program        : 1.03.10 PROGRAM JALAN\n"
     "~Kegiatan       : 1.03.10.2.01 Jalan Kabupaten\n"
     "~Organisasi     : Dinas Jalan\n"
     "|Kode Rekening|Uraian|Volume|Harga|Jumlah|\n"
     "|5.1.02|Belanja Barang|12|100.000|1.200.000|\n"
     "|5.1.03|Belanja Jasa|2|300.000|600.000|\n"
     "|5.1.04|Belanja Sewa|3|200.000|600.000|\n"},
    {"two tables, one below the other, and a dated line above the signatures",
     " No.    Sasaran                    Indikator Kinerja                         Target\n"
     " (1)     (2)                           (3)                                  (4)\n"
     "  1   Mutu layanan naik         Indeks layanan digital                        3,45\n"
     "  2   Informasi terbuka         Nilai keterbukaan informasi publik           75,10\n"
     "  3   Media terkelola           Jumlah media yang dikelola oleh dinas           12\n"
     "\n"
     " Program                                               Anggaran             Keterangan\n"
     " 1.  Program Informasi dan Komunikasi Publik      Rp.   4.350.250.000      APBD\n"
     " 2.  Program Aplikasi Informatika                 Rp.   7.125.500.000      APBD\n"
     " 3.  Program Penunjang Urusan                     Rp.  11.980.750.500      APBD\n"
     "     Jumlah                                       Rp.  23.456.500.500\n"
     "\n"
     "                                        Serayu, 5 Januari 2024\n"
     "      Wali Kota Serayu                  Kepala Dinas\n",
     "|No.|Sasaran|Indikator Kinerja|Target|\n"
     "|(1)|(2)|(3)|(4)|\n"
     "|1|Mutu layanan naik|Indeks layanan digital|3,45|\n"
     "|2|Informasi terbuka|Nilai keterbukaan informasi publik|75,10|\n"
     "|3|Media terkelola|Jumlah media yang dikelola oleh dinas|12|\n"
     "||Program|Anggaran|Keterangan|\n"
     "|1.|Program Informasi dan Komunikasi Publik|Rp.   4.350.250.000|APBD|\n"
     "|2.|Program Aplikasi Informatika|Rp.   7.125.500.000|APBD|\n"
     "|3.|Program Penunjang Urusan|Rp.  11.980.750.500|APBD|\n"
     "||Jumlah|Rp.  23.456.500.500||\n"
     "~Serayu, 5 Januari 2024\n"
     "~Wali Kota Serayu                  Kepala Dinas\n"},
    {"a currency at the left of some numbers is no column",
     "No   Uraian                          Anggaran              Realisasi        Sisa\n"
     "1    Gaji dan tunjangan         9.000.000.000          8.000.000.000  1.000.000.000\n"
     "2    Belanja barang       Rp      500.000.000    Rp      400.000.000    100.000.000\n"
     "3    Belanja modal                 75.000.000             25.000.000     50.000.000\n"
     "4    Belanja hibah        Rp.      75.000.000    Rp.      25.000.000     50.000.000\n"
     "5    Belanja sosial                 5.000.000              4.000.000      1.000.000\n",
     "|No|Uraian|Anggaran|Realisasi|Sisa|\n"
     "|1|Gaji dan tunjangan|9.000.000.000|8.000.000.000|1.000.000.000|\n"
     "|2|Belanja barang|Rp      500.000.000|Rp      400.000.000|100.000.000|\n"
     "|3|Belanja modal|75.000.000|25.000.000|50.000.000|\n"
     "|4|Belanja hibah|Rp.      75.000.000|Rp.      25.000.000|50.000.000|\n"
     "|5|Belanja sosial|5.000.000|4.000.000|1.000.000|\n"},
    {"a code set right behind the words of the cell before it",
     "Sasaran            Indikator            Sub Kegiatan                      Pagu\n"
     "Wilayah tertib     Jumlah laporan       1.05.02.2.01.0001 -         10.000.000\n"
     "                   gangguan yang        Pencegahan gangguan\n"
     "                   dicegah\n"
     "Kerja sama         Jumlah dokumen 1.05.02.2.01.0002 -               20.000.000\n"
     "                   sama lembaga         Kemitraan\n"
     "Warga tanggap      Jumlah warga         1.05.02.2.01.0003 -         30.000.000\n"
     "                   yang dilatih         Pelatihan warga\n",
     "|Sasaran|Indikator|Sub Kegiatan|Pagu|\n"
     "|Wilayah tertib|Jumlah laporan/gangguan yang/dicegah|1.05.02.2.01.0001 -/Pencegahan gangguan|10.000.000|\n"
     "|Kerja sama|Jumlah dokumen/sama lembaga|1.05.02.2.01.0002 -/Kemitraan|20.000.000|\n"
     "|Warga tanggap|Jumlah warga/yang dilatih|1.05.02.2.01.0003 -/Pelatihan warga|30.000.000|\n"},
    {"quarters on one line and on two under one name",
     "  Kode     Uraian                     Target                     Pagu\n"
     "                             TW I    TW    TW     TW\n"
     "                                     II    III    IV\n"
     "    1         2               3       4     5     6                7\n"
     " 1.01      Gaji pegawai      25%     50%   75%   100%     16.475.000\n"
     " 1.02      Rapat dinas       10%     20%   30%    40%      6.475.000\n"
     " 1.03      Alat tulis        15%     30%   45%    60%    116.475.000\n",
     "|Kode|Uraian|Target||||Pagu|\n"
     "|||TW I|TW/II|TW/III|TW/IV||\n"
     "|1|2|3|4|5|6|7|\n"
     "|1.01|Gaji pegawai|25%|50%|75%|100%|16.475.000|\n"
     "|1.02|Rapat dinas|10%|20%|30%|40%|6.475.000|\n"
     "|1.03|Alat tulis|15%|30%|45%|60%|116.475.000|\n"},
    {"quarters beside each other under a name between two of them; a year over a pair",
     "  Kode    Uraian                Target              Kota          2025              Sumber\n"
     "                      TW I   TW II  TW III  TW IV         TAR             PAGU\n"
     "                                                          GET\n"
     "    1        2          3      4       5      6      7      8               9          10\n"
     " 1.01     Gaji          1      2       3      4      a      5      16.475.000         PAD\n"
     " 1.02     Rapat         1      2       3      4      b      5       6.475.000         DAK\n"
     " 1.03     Alat          1      2       3      4      c      5     116.475.000         PAD\n",
     "|Kode|Uraian|Target||||Kota|2025||Sumber|\n"
     "|||TW I|TW II|TW III|TW IV||TAR/GET|PAGU||\n"
     "|1|2|3|4|5|6|7|8|9|10|\n"
     "|1.01|Gaji|1|2|3|4|a|5|16.475.000|PAD|\n"
     "|1.02|Rapat|1|2|3|4|b|5|6.475.000|DAK|\n"
     "|1.03|Alat|1|2|3|4|c|5|116.475.000|PAD|\n"},
    {"a numeral over its pair is no column",
     "  Kode     Uraian                     Realisasi Triwulan\n"
     "                                 I                       II\n"
     "                         K            Rp         K             Rp\n"
     "    1         2                3                    4\n"
     " 1.01     Gaji pegawai   25           6.475.000  25    16.475.000\n"
     " 1.02     Rapat dinas    10          26.475.000  10     6.475.000\n"
     " 1.03     Alat tulis     15           6.475.000  60    26.475.000\n",
     "|Kode|Uraian|Realisasi Triwulan||||\n"
     "|||I||II||\n"
     "|||K|Rp|K|Rp|\n"
     "|1|2|3||4||\n"
     "|1.01|Gaji pegawai|25|6.475.000|25|16.475.000|\n"
     "|1.02|Rapat dinas|10|26.475.000|10|6.475.000|\n"
     "|1.03|Alat tulis|15|6.475.000|60|26.475.000|\n"},
    {"years broken by a blank are years, also where the header stands again",
     "  Kode     Uraian                           Pagu (Rp)                       Sisa\n"
     "                              20 23          20 24             20 25\n"
     "    1         2                 3              4                 5         6 = 3 + 4 + 5\n"
     " 1.01      Gaji pegawai     16.475.000     26.475.000        36.475.000       79.425.000\n"
     " 1.02      Rapat dinas       6.475.000   2 .126.475.000       6.475.000    2.139.425.000\n"
     "  Kode     Uraian                           Pagu (Rp)                       Sisa\n"
     "                              20 23          20 24             20 25\n"
     "    1         2                 3              4                 5         6 = 3 + 4 + 5\n"
     " 1.03      Alat tulis      116.475.000              0       116.475.000      232.950.000\n"
     " 1.04      Bahan bakar       1.475.000      1.000.000         1.475.000        3.950.000\n"
     "           Total           140.900.000   2.153.950.000      160.900.000    2.455.750.000\n",
     "|Kode|Uraian|Pagu (Rp)|||Sisa|\n"
     "|||20 23|20 24|20 25||\n"
     "|1|2|3|4|5|6 = 3 + 4 + 5|\n"
     "|1.01|Gaji pegawai|16.475.000|26.475.000|36.475.000|79.425.000|\n"
     "|1.02|Rapat dinas|6.475.000|2 .126.475.000|6.475.000|2.139.425.000|\n"
     "|Kode|Uraian|Pagu (Rp)|||Sisa|\n"
     "|||20 23|20 24|20 25||\n"
     "|1|2|3|4|5|6 = 3 + 4 + 5|\n"
     "|1.03|Alat tulis|116.475.000|0|116.475.000|232.950.000|\n"
     "|1.04|Bahan bakar|1.475.000|1.000.000|1.475.000|3.950.000|\n"
     "||Total|140.900.000|2.153.950.000|160.900.000|2.455.750.000|\n"},
    {"a formula is not cut at its blanks, nor a number at its separator",
     "  Kode     Uraian              Target                Realisasi\n"
     "                           K        Rp           K            Rp\n"
     "    1         2                3             4 = 5 + 6 + 7 + 8\n"
     " 1.01      Gaji pegawai    25    6.475.000   25       16.475.000\n"
     " 1.02      Rapat dinas     10   26.475.000   10        6.475.000\n"
     " 1.03      Alat tulis      15    6.475.000   60   2 .126.475.000\n"
     " 1.05      Bahan bakar     15      475.000   6       126.475.000\n",
     "|Kode|Uraian|Target||Realisasi||\n"
     "|||K|Rp|K|Rp|\n"
     "|1|2||3||4 = 5 + 6 + 7 + 8|\n"
     "|1.01|Gaji pegawai|25|6.475.000|25|16.475.000|\n"
     "|1.02|Rapat dinas|10|26.475.000|10|6.475.000|\n"
     "|1.03|Alat tulis|15|6.475.000|60|2 .126.475.000|\n"
     "|1.05|Bahan bakar|15|475.000|6|126.475.000|\n"},
    {"a sentence and a signature below a table are none of it",
     " Kode                 Uraian                      Lokasi                Pagu         Sumber\n"
     "   1                    2                           3                    4             5\n"
     " 1.01.01              Gaji pegawai dinas          Kec. Selasih      16.475.000       PAD\n"
     " 1.01.02              Rapat dinas di luar         Kec. Hulu          6.475.000       DAK\n"
     " 1.01.03              Alat tulis kantor           Kel. Kenanga      16.475.000       PAD\n"
     "                      Total                                         39.425.000\n"
     "\n"
     "Total dana untuk pelaksanaan semua kegiatan itu adalah sebesar Rp. 39.425.000,-\n"
     "\n"
     "\n"
     "Kepala Perangkat Daerah,\n"
     "Drs. H. ABDUL HAJI,  M.Si\n",
     "|Kode|Uraian|Lokasi|Pagu|Sumber|\n"
     "|1|2|3|4|5|\n"
     "|1.01.01|Gaji pegawai dinas|Kec. Selasih|16.475.000|PAD|\n"
     "|1.01.02|Rapat dinas di luar|Kec. Hulu|6.475.000|DAK|\n"
     "|1.01.03|Alat tulis kantor|Kel. Kenanga|16.475.000|PAD|\n"
     "||Total||39.425.000||\n"
     "~Total dana untuk pelaksanaan semua kegiatan itu adalah sebesar Rp. 39.425.000,-\n"
     "~Kepala Perangkat Daerah,\n"
     "~Drs. H. ABDUL HAJI,  M.Si\n"},
    {"a numbered list of chapters stays prose",
     "1.1     Latar Belakang\n1.2     Dasar Hukum Penyusunan\n1.3     Maksud dan Tujuan\n2.1     Gambaran Pelayanan\n",
     "~1.1     Latar Belakang\n~1.2     Dasar Hukum Penyusunan\n~1.3     Maksud dan Tujuan\n~2.1     Gambaran "
     "Pelayanan\n"},
    {"a letterhead stays prose",
     "Nomor      :  050/123/2024                       Rawa Biru, 5 Januari 2024\n"
     "Sifat      :  Segera                             Kepada\n"
     "Lampiran   :  1 (satu) berkas                    Yth. Bupati Rawa Biru\n"
     "Hal        :  Rencana Aksi                       di Tempat\n",
     "~Nomor      :  050/123/2024                       Rawa Biru, 5 Januari 2024\n"
     "~Sifat      :  Segera                             Kepada\n"
     "~Lampiran   :  1 (satu) berkas                    Yth. Bupati Rawa Biru\n"
     "~Hal        :  Rencana Aksi                       di Tempat\n"},
    {"a signature stays prose",
     "                                        Rawa Biru, 5 Januari 2024\n"
     "     Mengetahui,                        Kepala Dinas Kelautan\n"
     "     Bupati Rawa Biru\n\n\n"
     "     SUTARJO                            Dra. MELATI, M.Si\n",
     "~Rawa Biru, 5 Januari 2024\n~Mengetahui,                        Kepala Dinas Kelautan\n~Bupati Rawa Biru\n"
     "~SUTARJO                            Dra. MELATI, M.Si\n"},
};

#endif
