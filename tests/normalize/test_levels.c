/* Levels and parents of rows without codes: what adds up, what looks alike, and what stays open. */
#include "tests/normalize/building.h"

#include "normalize/levels_parts.h"

#include <stdio.h>
#include <time.h>

/*
 * The outcome in short, a word a data row: the level (u b p k s, - none), a capital where the row is a subtotal, =
 * where it is a total, and the parent's place among the data rows (. none): "P. K1 s2 s2".
 */
static void shorten(const sr_buf *rows, sr_buf *out)
{
    unsigned first = 0;

    for (size_t at = 0; at < rows->len;) {
        const char *line = rows->ptr + at, *end = memchr(line, '\n', rows->len - at);
        const char *kind = strchr(line, ' ') + 1, *level = strchr(kind, ' ') + 1;
        unsigned row = (unsigned)strtoul(strchr(line, '.') + 1, NULL, 10);
        unsigned parent = (unsigned)strtoul(strstr(level, "parent=") + 7, NULL, 10);
        char letter = level[0] == ' ' ? '-' : level[0];

        first = first ? first : row;
        if (out->len)
            sr_buf_char(out, ' ');
        sr_buf_char(out, kind[0] == 't' ? '=' : kind[0] == 's' && letter != '-' ? (char)(letter - 32) : letter);
        if (kind[0] == 's' && letter == '-')
            sr_buf_char(out, '-');
        if (parent)
            sr_buf_printf(out, "%u", parent - first + 1);
        else
            sr_buf_char(out, '.');
        at = (size_t)(end - rows->ptr) + 1;
    }
}

#define HEAD "Program/Kegiatan/Sub Kegiatan|Indikator|Target|Pagu (Rp)|Realisasi (Rp)\n"
#define LAST "Program/Kegiatan|Indikator|Target|Pagu (Rp)|Realisasi (Rp)\n"
#define LIST "Kegiatan/Sub Kegiatan|Indikator|Target|Pagu (Rp)|Realisasi (Rp)\n"

static const struct {
    const char *name, *script, *want, *rows; /* rows: NULL where the short form says it */
} cases[] = {
    {"nested sums",
     HEAD "PROGRAM AIR|i|9|60.300.000|30.100.000\nSumur|i|9|40.200.000|20.050.000\nGali|i|9|15.100.000|5.050.000\n"
          "Bor|i|9|25.100.000|15.000.000\nPipa|i|9|20.100.000|10.050.000\nBeli|i|9|20.000.000|10.000.000\n"
          "Pasang|i|9|100.000|50.000\n",
     "P. K1 s2 s2 K1 s5 s5",
     "1.2 subtotal program parent=0 code= PROGRAM AIR>> by= ind=i\n"
     "1.3 subtotal kegiatan parent=2 code= PROGRAM AIR>Sumur> by= ind=i\n"
     "1.4 detail sub_kegiatan parent=3 code= PROGRAM AIR>Sumur>Gali by= ind=i\n"
     "1.5 detail sub_kegiatan parent=3 code= PROGRAM AIR>Sumur>Bor by= ind=i\n"
     "1.6 subtotal kegiatan parent=2 code= PROGRAM AIR>Pipa> by= ind=i\n"
     "1.7 detail sub_kegiatan parent=6 code= PROGRAM AIR>Pipa>Beli by= ind=i\n"
     "1.8 detail sub_kegiatan parent=6 code= PROGRAM AIR>Pipa>Pasang by= ind=i\n"},
    {"further indicators go with their row",
     HEAD
     "PROGRAM AIR|i|9|60.300.000|1.000.000\n|i2|9||\nSumur|i|9|60.300.000|1.000.000\n|i2|9||\nGali|i|9|60.200.000|\n"
     "|i3|9|-|-\nBor|i|9|100.000|1.000.000\n",
     "P. p. K1 k. s3 s. s3",
     "1.2 subtotal program parent=0 code= PROGRAM AIR>> by= ind=i\n"
     "1.3 detail program parent=0 code= PROGRAM AIR>> by= ind=i2\n"
     "1.4 subtotal kegiatan parent=2 code= PROGRAM AIR>Sumur> by= ind=i\n"
     "1.5 detail kegiatan parent=0 code= PROGRAM AIR>Sumur> by= ind=i2\n"
     "1.6 detail sub_kegiatan parent=4 code= PROGRAM AIR>Sumur>Gali by= ind=i\n"
     "1.7 detail sub_kegiatan parent=0 code= PROGRAM AIR>Sumur>Gali by= ind=i3\n"
     "1.8 detail sub_kegiatan parent=4 code= PROGRAM AIR>Sumur>Bor by= ind=i\n"},
    {"one child at each level, with equal amounts",
     HEAD "PROGRAM AIR|i|9|37.618.060|5.100.000\nSumur|i|9|37.618.060|5.100.000\nGali|i|9|37.618.060|5.100.000\n"
          "PROGRAM API|i|9|12.000.000|1.000.000\nSumbu|i|9|12.000.000|1.000.000\nPotong|i|9|12.000.000|1.000.000\n",
     "P. K1 s2 P. K4 s5", NULL},
    {"equal amounts are no parents: the program is the sum of them all",
     LAST "PROGRAM AIR|i|9|30.000.000|3.000.000\nSumur|i|9|10.000.000|1.000.000\nPipa|i|9|10.000.000|1.000.000\n"
          "Keran|i|9|10.000.000|1.000.000\n",
     "P. k1 k1 k1", NULL},
    {"one row under a program, with its amounts, and one with others",
     LAST "PROGRAM AIR|i|9|30.000.000|3.000.000\nSumur|i|9|10.000.000|1.000.000\nPipa|i|9|20.000.000|2.000.000\n"
          "PROGRAM API|i|9|6.000.000|100.000\nSumbu|i|9|6.000.000|100.000\n"
          "PROGRAM ATAP|i|9|6.000.000|100.000\nGenting|i|9|6.000.000|200.000\n",
     "P. k1 k1 P. k4 p. -.", NULL},
    {"one level under the program, and the header lists two: children without a level",
     HEAD "PROGRAM AIR|i|9|30.000.000|3.000.000\nSumur|i|9|10.000.000|1.000.000\nPipa|i|9|20.000.000|2.000.000\n",
     "P. -1 -1",
     "1.2 subtotal program parent=0 code= PROGRAM AIR>> by= ind=i\n"
     "1.3 detail  parent=2 code= PROGRAM AIR>>~Sumur by= ind=i\n"
     "1.4 detail  parent=2 code= PROGRAM AIR>>~Pipa by= ind=i\n"},
    {"the program says which of the equal ones it sums",
     HEAD "PROGRAM AIR|i|9|20.000.000|\nSumur|i|9|10.000.000|\nGali|i|9|10.000.000|\nPipa|i|9|10.000.000|\n"
          "Beli|i|9|10.000.000|\n",
     "P. K1 s2 K1 s4", NULL},
    {"equal amounts and a program that says nothing",
     HEAD
     "PROGRAM AIR|i|9||\nSumur|i|9|10.000.000|\nGali|i|9|10.000.000|\nPipa|i|9|10.000.000|\nBeli|i|9|10.000.000|\n",
     "p. -. -. -. -.", NULL},
    {"a small sum by chance is none",
     HEAD "PROGRAM AIR|i|9||\nSumur|i|9|500.000|\nPipa|i|9|300.000|\nKeran|i|9|200.000|\nBak|i|9|900.000|\n",
     "p. -. -. -. -.", NULL},
    {"a wrong sum in one column",
     HEAD "PROGRAM AIR|i|9|60.300.000|30.100.000\nSumur|i|9|40.200.000|20.050.001\nGali|i|9|15.100.000|5.050.000\n"
          "Bor|i|9|25.100.000|15.000.000\nPipa|i|9|20.100.000|10.050.000\nBeli|i|9|20.000.000|10.000.000\n"
          "Pasang|i|9|100.000|50.000\n",
     "P. K1 s2 s2 K1 s5 s5", NULL},
    {"a row of a wrong column only has no place",
     HEAD "PROGRAM AIR|i|9|60.300.000|30.100.000\nSumur|i|9|40.200.000|20.050.001\nGali|i|9|15.100.000|5.050.000\n"
          "Bor|i|9|25.100.000|15.000.000\nAtap|i|9|-|7.000.000\nPipa|i|9|20.100.000|10.050.000\n"
          "Beli|i|9|20.000.000|10.000.000\nPasang|i|9|100.000|50.000\n",
     "P. K1 s2 s2 -. K1 s6 s6", NULL},
    {"a kegiatan that is not the sum of its rows, among others that are: the program is the sum of all",
     HEAD
     "PROGRAM AIR|i|9|75.400.100|30.100.000\nSumur|i|9|40.200.100|20.050.000\nGali|i|9|15.100.000|5.050.000\n"
     "Bor|i|9|25.100.100|15.000.000\nBak|i|9|15.100.000|10\nSemen|i|9|9.000.000|1\nPipa|i|9|20.100.000|10.049.990\n"
     "Beli|i|9|20.000.000|9.999.990\nPasang|i|9|100.000|50.000\n",
     "P. K1 s2 s2 K1 s5 K1 s7 s7", NULL},
    {"no program closes over a wrong kegiatan",
     HEAD "PROGRAM AIR|i|9|60.300.000|30.100.000\nSumur|i|9|41.200.000|21.050.000\nGali|i|9|15.100.000|5.050.000\n"
          "Bor|i|9|25.100.000|15.000.000\nPipa|i|9|20.100.000|10.050.000\nBeli|i|9|20.000.000|10.000.000\n",
     "p. -. -. -. -. -.", NULL},
    {"groups that close by themselves, under a program that does not",
     HEAD "PROGRAM AIR|i|9|99.999.999|1\nSumur|i|9|40.234.567|20.050.000\nGali|i|9|15.134.567|5.050.000\n"
          "Bor|i|9|25.100.000|15.000.000\nPipa|i|9|20.176.543|10.050.000\nBeli|i|9|20.000.000|10.000.000\n"
          "Pasang|i|9|176.543|50.000\n",
     "P. K1 s2 s2 K1 s5 s5", NULL},
    {"a part of a broken program that closes is a parent without a level",
     HEAD "PROGRAM AIR|i|9|99.999.999|1\nSumur|i|9|40.234.567|20.050.000\nGali|i|9|15.134.567|5.050.000\n"
          "Bor|i|9|25.100.000|15.000.000\nPipa|i|9|20.176.543|10.050.000\nBeli|i|9|20.000.000|10.000.000\n",
     "p. --. -2 -2 -. -.", NULL},
    {"zeros inside a group",
     HEAD "PROGRAM AIR|i|9|40.200.000|20\nSumur|i|9|40.200.000|20\nGali|i|9|-|-\nBor|i|9|40.200.000|20\n",
     "P. K1 s2 s2", NULL},
    {"zeros between groups may be either's",
     HEAD "PROGRAM AIR|i|9|60.300.000|30\nSumur|i|9|40.200.000|20\nGali|i|9|40.200.000|20\nNol|i|9|-|-\n"
          "Nihil|i|9|-|-\nPipa|i|9|20.100.000|10\nBeli|i|9|20.100.000|10\n",
     "P. K1 s2 -. s. K1 s6",
     "1.2 subtotal program parent=0 code= PROGRAM AIR>> by= ind=i\n"
     "1.3 subtotal kegiatan parent=2 code= PROGRAM AIR>Sumur> by= ind=i\n"
     "1.4 detail sub_kegiatan parent=3 code= PROGRAM AIR>Sumur>Gali by= ind=i\n"
     "1.5 detail  parent=0 code= PROGRAM AIR>>~Nol by= ind=i\n"
     "1.6 detail sub_kegiatan parent=0 code= PROGRAM AIR>>Nihil by= ind=i\n" /* of which kegiatan, nothing tells */
     "1.7 subtotal kegiatan parent=2 code= PROGRAM AIR>Pipa> by= ind=i\n"
     "1.8 detail sub_kegiatan parent=7 code= PROGRAM AIR>Pipa>Beli by= ind=i\n"},
    {"one zero between groups is no kegiatan without rows of its own",
     HEAD "PROGRAM AIR|i|9|60.300.000|30\nSumur|i|9|40.200.000|20\nGali|i|9|40.200.000|20\nNol|i|9|-|-\n"
          "Pipa|i|9|20.100.000|10\nBeli|i|9|20.100.000|10\n",
     "P. K1 s2 s2 K1 s5", NULL},
    {"a program of zeros is as the others are",
     HEAD "PROGRAM AIR|i|9|7.300.000|3\nSumur|i|9|7.300.000|3\nGali|i|9|7.300.000|3\nPROGRAM API|i|9|5|2\n"
          "Sumbu|i|9|5|2\nPotong|i|9|5|2\nPROGRAM ANGIN|i|9|-|-\nKincir|i|9|-|-\nTegak|i|9|-|-\n",
     "P. K1 s2 P. K4 s5 P. K7 s8", NULL},
    {"alone it is not", HEAD "PROGRAM ANGIN|i|9|-|-\nKincir|i|9|-|-\nTegak|i|9|-|-\n", "p. -. -.", NULL},
    {"blank is not zero: a heading of which no sum tells anything ends a program",
     HEAD "PROGRAM AIR|i|9|7.300.000|3\nSumur|i|9|7.300.000|3\nGali|i|9|7.300.000|3\nPENDIDIKAN||||\n"
          "PROGRAM API|i|9|5|2\nSumbu|i|9|5|2\nPotong|i|9|5|2\n",
     "P. K1 s2 -. P. K5 s6", NULL},
    {"an unreadable amount leaves it to the other column",
     HEAD "PROGRAM AIR|i|9|60.300.000|30.100.000\nSumur|i|9|#####|20.050.000\nGali|i|9|15.100.000|5.050.000\n"
          "Bor|i|9|25.100.000|15.000.000\nPipa|i|9|20.100.000|10.050.000\nBeli|i|9|20.100.000|10.050.000\n",
     "P. K1 s2 s2 K1 s5", NULL},
    {"a row that stands twice",
     HEAD "PROGRAM AIR|i|9|40.200.000|20.050.000\nSumur|i|9|40.200.000|20.050.000\nGali|i|9|15.100.000|5.050.000\n"
          "Gali|i|9|15.100.000|5.050.000\nBor|i|9|25.100.000|15.000.000\n",
     "p. -. -. -. -.", NULL},
    {"totals at the bottom are nobody's children",
     HEAD "PROGRAM AIR|i|9|40.200.000|20.050.000\nSumur|i|9|40.200.000|20.050.000\nGali|i|9|15.100.000|5.050.000\n"
          "Bor|i|9|25.100.000|15.000.000\nJumlah|||40.200.000|20.050.000\n",
     "P. K1 s2 s2 =.", NULL},
    {"a total without a label neither",
     HEAD "PROGRAM AIR|i|9|40.200.000|20.050.000\nSumur|i|9|40.200.000|20.050.000\nGali|i|9|15.100.000|5.050.000\n"
          "Bor|i|9|25.100.000|15.000.000\n|||40.200.000|20.050.000\n",
     "P. K1 s2 s2 =.", NULL},
    {"an agency and a bidang that are sums of programs",
     HEAD "Dinas Air dan Api|||72.300.000|33.000.000\nPERAIRAN|||60.300.000|32.000.000\n"
          "PROGRAM AIR|i|9|40.200.000|20.000.000\nSumur|i|9|40.200.000|20.000.000\nGali|i|9|40.200.000|20.000.000\n"
          "PROGRAM HUJAN|i|9|20.100.000|12.000.000\nAwan|i|9|20.100.000|12.000.000\nTabur|i|9|20.100.000|12.000.000\n"
          "PERAPIAN|||12.000.000|1.000.000\nPROGRAM API|i|9|12.000.000|1.000.000\nSumbu|i|9|12.000.000|1.000.000\n"
          "Potong|i|9|12.000.000|1.000.000\n",
     "--. --1 P2 K3 s4 P2 K6 s7 --1 P9 K10 s11",
     "1.2 subtotal  parent=0 code= >> by= ind=Dinas Air dan Api\n"
     "1.3 subtotal  parent=2 code= >>~PERAIRAN by= ind=PERAIRAN\n"
     "1.4 subtotal program parent=3 code= PROGRAM AIR>> by= ind=i\n"
     "1.5 subtotal kegiatan parent=4 code= PROGRAM AIR>Sumur> by= ind=i\n"
     "1.6 detail sub_kegiatan parent=5 code= PROGRAM AIR>Sumur>Gali by= ind=i\n"
     "1.7 subtotal program parent=3 code= PROGRAM HUJAN>> by= ind=i\n"
     "1.8 subtotal kegiatan parent=7 code= PROGRAM HUJAN>Awan> by= ind=i\n"
     "1.9 detail sub_kegiatan parent=8 code= PROGRAM HUJAN>Awan>Tabur by= ind=i\n"
     "1.10 subtotal  parent=2 code= >>~PERAPIAN by= ind=PERAPIAN\n" /* speaks of no program, not of the one before it */
     "1.11 subtotal program parent=10 code= PROGRAM API>> by= ind=i\n"
     "1.12 subtotal kegiatan parent=11 code= PROGRAM API>Sumbu> by= ind=i\n"
     "1.13 detail sub_kegiatan parent=12 code= PROGRAM API>Sumbu>Potong by= ind=i\n"},
    {"the last row of a program that happens to equal the next one stays where its sums put it",
     HEAD "PROGRAM AIR|i|9|22.000.000|\nSumur|i|9|22.000.000|\nGali|i|9|10.000.000|\nBor|i|9|12.000.000|\n"
          "PROGRAM API|i|9|12.000.000|\nSumbu|i|9|12.000.000|\nPotong|i|9|12.000.000|\n",
     "P. K1 s2 s2 P. K5 s6", NULL},
    {"kegiatan that every agency has, by name",
     HEAD "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KOTA|i|9|60.312.345|30\n"
          "Administrasi Keuangan Perangkat Daerah|i|9|40.212.345|20\nLoket|i|9|1.000.000|5\nLaporan|i|9|-|-\n"
          "Administrasi Umum Perangkat Daerah|i|9|20.100.000|10\nRapat|i|9|20.100.000|10\n",
     "P. K1 s2 s2 K1 s5", NULL}, /* the first is no sum of its rows, but the program is of its kegiatan */
    {"a letter wrong in its name, under that program only",
     HEAD "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KOTA|i|9|60.312.345|30\n"
          "Administrasi Keuangan Perangkat Daerah|i|9|40.212.345|20\nLoket|i|9|1.000.000|5\n"
          "AdministrasiUmum Perangkat Daerah|i|9|20.100.000|10\nRapat|i|9|20.100.000|10\n",
     "P. K1 s2 K1 s4", NULL},
    {"names of kegiatan where nothing adds up: their rows stay open",
     HEAD "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KOTA|i|9||\nAdministrasi Keuangan Perangkat Daerah|i|9||\n"
          "Loket|i|9||\nAdministrasi Umum Perangkat Daerah|i|9||\nRapat|i|9||\n",
     "P. k1 -. k1 -.", NULL},
    {"an own sum is enough under a kegiatan that is known",
     HEAD "PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KOTA|i|9|1|1\n"
          "Administrasi Keuangan Perangkat Daerah|i|9|40.200.000|20\nLoket|i|9|40.100.000|5\nLaporan|i|9|100.000|15\n"
          "Administrasi Umum Perangkat Daerah|i|9|20.100.000|10\nRapat|i|9|10.100.000|10\n",
     "P. K1 s2 s2 k1 -.", NULL},
    {"words that tell a kegiatan, and rows under it",
     HEAD
     "PROGRAM AIR|i|9|60.300.000|30\nKegiatan Sumur|i|9|60.300.000|30\nGali|i|9|60.000.000|25\nBor|i|9|300.000|5\n",
     "P. K1 s2 s2", NULL},
    {"rows that look as the first one, and the program is their sum",
     HEAD "PROGRAM AIR|i|9|60.312.345|30\nA. Sumur|i|9|40.212.345|20\n1. Gali|i|9|1.000.000|5\n2. Bor|i|9|2.000.000|5\n"
          "B. Pipa|i|9|20.100.000|10\n1. Beli|i|9|100.000|5\n",
     "P. K1 s2 s2 K1 s5", NULL},
    {"indentation does the same",
     HEAD "PROGRAM AIR|i|9|60.312.345|30\n Sumur|i|9|40.212.345|20\n   Gali|i|9|1.000.000|5\n   Bor|i|9|2.000.000|5\n"
          " Pipa|i|9|20.100.000|10\n   Beli|i|9|100.000|5\n",
     "P. K1 s2 s2 K1 s5", NULL},
    {"indentation alone, where there is nothing to add up",
     HEAD "PROGRAM AIR|i|9||\n Sumur|i|9||\n   Gali|i|9||\n   Bor|i|9||\n Pipa|i|9||\n   Beli|i|9||\n",
     "P. K1 s2 s2 K1 s5", NULL},
    {"an indentation that does not nest", HEAD "PROGRAM AIR|i|9||\n   Sumur|i|9||\n Gali|i|9||\n   Bor|i|9||\n",
     "p. -. -. -.", NULL},
    {"all levels of the header by indentation",
     HEAD "Air|i|9||\n  Sumur|i|9||\n    Gali|i|9||\n  Pipa|i|9||\n    Beli|i|9||\nApi|i|9||\n  Sumbu|i|9||\n",
     "P. K1 s2 K1 s4 P. k6", NULL},
    {"told rows teach how zeros look",
     HEAD "PROGRAM AIR|i|9|60.300.000|30\n Sumur|i|9|40.200.000|20\n   Gali|i|9|40.200.000|20\n   Nol|i|9|-|-\n"
          " Nihil|i|9|-|-\n   Kosong|i|9|-|-\n Pipa|i|9|20.100.000|10\n   Beli|i|9|20.100.000|10\n",
     "P. K1 s2 s2 K1 s5 K1 s7", NULL},
    {"codes win over sums",
     "Kode|Program/Kegiatan/Sub Kegiatan|Indikator|Pagu (Rp)|Realisasi (Rp)\n5.03.01|Program Air|i|60.300.000|30\n"
     "5.03.01.2.01|Sumur|i|60.300.000|30\n5.03.01.2.02|Gali|i|40.000.000|10\n5.03.01.2.03|Bor|i|20.300.000|20\n",
     "P. k1 k1 k1", NULL},
    {"a kegiatan with a code over rows without, told by words and by its sum",
     "Kode|Program/Kegiatan/Sub Kegiatan|Indikator|Pagu (Rp)|Realisasi (Rp)\n5.03.01|Program Air|i|60.300.000|30\n"
     "5.03.01.2.01|Kegiatan Sumur|i|40.000.000|10\n|Gali|i|30.000.000|4\n|Sub Kegiatan Bor|i|10.000.000|6\n"
     "5.03.01.2.02|Pipa|i|20.300.000|20\n|Beli|i|20.000.000|20\n5.03.01.2.02.0002|Pasang|i|300.000|\n",
     "P. K1 s2 s2 K1 -. s5", NULL},
    {"accounts under activities have no level",
     LAST "PROGRAM AIR|i|9|60.300.000|30\nSumur|i|9|60.300.000|30\nBelanja Pegawai|i|9|60.000.000|25\n"
          "Belanja Modal|i|9|300.000|5\n",
     "P. K1 -2 -2",
     "1.2 subtotal program parent=0 code= PROGRAM AIR>> by= ind=i\n"
     "1.3 subtotal kegiatan parent=2 code= PROGRAM AIR>Sumur> by= ind=i\n"
     "1.4 detail  parent=3 code= PROGRAM AIR>Sumur>~Belanja Pegawai by= ind=i\n"
     "1.5 detail  parent=3 code= PROGRAM AIR>Sumur>~Belanja Modal by= ind=i\n"},
    {"two levels that the header names, without a program",
     LIST "Sumur|i|9|40.234.567|20\nGali|i|9|15.134.567|5\nBor|i|9|25.100.000|15\nPipa|i|9|20.176.543|10\n"
          "Beli|i|9|20.000.000|9\nPasang|i|9|176.543|1\n",
     "K. s1 s1 K. s4 s4", NULL},
    {"three levels by sums in a table of any subject",
     "Uraian|Anggaran (Rp)|Realisasi (Rp)\nPendapatan|100.234.567|9\nAsli|60.234.567|5\nPajak|40.234.567|2\n"
     "Retribusi|20.000.000|3\nTransfer|40.000.000|4\nBelanja|50.000.001|9\nPegawai|30.000.001|3\nBarang|20.000.000|6\n",
     "--. --1 -2 -2 -1 --. -6 -6", NULL},
};

static void outcome(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        sr_buf got = {0};

        shorten(&b->rows, &got);
        if (!sr_eq((sr_slice){got.ptr, got.len}, sr_str(cases[i].want)))
            fail_msg("%s: \"%.*s\" and not \"%s\", of\n%.*s", cases[i].name, (int)got.len, got.ptr, cases[i].want,
                     (int)b->rows.len, b->rows.ptr);
        expect_text(cases[i].name, "rows", &b->rows, cases[i].rows);
        sr_buf_free(&got);
        building_free(b);
    }
}

/* ---- groups, against every way to read a few rows --------------------------------------------------- */

enum { NODES = 9, ROUNDS = 40000 };

static uint64_t seed = 190;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

/* bit i of heads: node i is a head. Each head has a member or more and is their sum; known ranks are kept. */
static bool reads(const sr_node *nodes, uint32_t n, uint32_t heads)
{
    if (!(heads & 1) || heads >> (n - 1) & 1)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        sr_int128 sum = 0;
        uint32_t k = i + 1;
        bool head = heads >> i & 1;
        if ((head && nodes[i].rank == SR_LEVEL_SUB_KEGIATAN) || (!head && nodes[i].rank == SR_LEVEL_KEGIATAN))
            return false;
        if (!head)
            continue;
        for (; k < n && !(heads >> k & 1); k++)
            sum += nodes[k].amounts.at[0];
        if (k == i + 1 || sum != nodes[i].amounts.at[0])
            return false;
    }
    return true;
}

static void groups_as_by_trying(void **state)
{
    sr_doc doc;
    uint32_t hits = 0, open = 0;

    (void)state;
    sr_doc_init(&doc);
    for (int round = 0; round < ROUNDS; round++) {
        sr_levels l = {.doc = &doc, .columns = 1, .mask = 1};
        uint32_t n = 2 + below(NODES - 1), ways = 0, head[NODES] = {0};

        l.nodes = SR_NEW_ARRAY(&doc.batch, sr_node, NODES);
        l.n = n;
        l.pile = sr_pile_new(&doc.batch, n, 1);
        for (int i = 0; i < 4; i++)
            l.work[i] = SR_NEW_ARRAY(&doc.batch, uint32_t, n + 3);
        for (uint32_t i = 0; i < n; i++) {
            l.nodes[i].amounts = sr_amounts_new(&doc.batch, 1);
            sr_amounts_set(&l.nodes[i].amounts, 0, sr_dec(below(2) ? 0 : below(3), 0));
            l.nodes[i].rank = below(9) ? SR_LEVEL_NONE : below(2) ? SR_LEVEL_KEGIATAN : SR_LEVEL_SUB_KEGIATAN;
        }
        for (uint32_t heads = 0; heads < 1u << n; heads++) {
            if (!reads(l.nodes, n, heads))
                continue;
            ways++;
            for (uint32_t i = 0; i < n; i++)
                head[i] += heads >> i & 1;
        }
        assert_int_equal(sr_levels_read_empty(&l, 0, n), ways > 0);
        for (uint32_t i = 0; i < n && ways; i++) {
            sr_node_place want = head[i] == ways ? SR_PLACE_HEAD : head[i] ? SR_PLACE_OPEN : SR_PLACE_MEMBER;
            assert_int_equal(l.nodes[i].place, want);
            open += want == SR_PLACE_OPEN;
        }
        hits += ways > 0;
        sr_arena_reset(&doc.batch);
    }
    assert_true(hits > 500 && open > 500);
    sr_doc_free(&doc);
}

/* ---- work ------------------------------------------------------------------------------------------- */

/* CPU ticks to understand a table of this many rows like the body's. */
static clock_t work_of(const char *body, int rows)
{
    sr_buf script = {0};

    sr_buf_lit(&script, HEAD "PROGRAM AIR|i|9|5|5\n");
    for (int r = 0; r < rows; r++) {
        sr_buf_slice(&script, sr_str(body));
        if (r % 1000 == 999)
            sr_buf_lit(&script, "PROGRAM AIR|i|9|5|5\nDinas Air||||\n");
    }
    sr_buf_char(&script, '\0');
    clock_t start = clock();
    building *b = build(script.ptr);
    clock_t took = clock() - start;
    assert_true(b->rows.len > 0);
    building_free(b);
    sr_buf_free(&script);
    return took;
}

/* Tables on which a search from each row to the end would take the square of the rows: four times as many, 16 times. */
static void near_linear(void **state)
{
    enum { ROWS = 10000, MORE = 4, TIMES_MAX = 9, TRIES = 4 /* other programs may take the machine for a while */ };
    static const char *const bodies[] = {"Nama|i|9|1.000.000|1\n", "Nama|i|9|-|-\n", "Nama|i|9|999.999.999.999|\n"};

    (void)state;
    for (size_t k = 0; k < sizeof bodies / sizeof *bodies; k++) {
        bool linear = false;
        for (int i = 0; i < TRIES && !linear; i++) {
            clock_t few = work_of(bodies[k], ROWS), many = work_of(bodies[k], ROWS * MORE);
            linear = many < (few + CLOCKS_PER_SEC / 100) * TIMES_MAX;
        }
        assert_true(linear);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcome),
        cmocka_unit_test(groups_as_by_trying),
        cmocka_unit_test(near_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
