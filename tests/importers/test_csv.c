/* The CSV and TSV importer: dialects, quotes that break the rules, text around tables, and which file is whose. */
#include "tests/importers/reading.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- what a record is --------------------------------------------------------------------- */

struct csv_case {
    const char *what, *text, *script, *findings; /* findings: codes and lines, "S019:2 " */
};

#define SEVEN "a,b,c\n1,2,3\n4,5,6\n7,8,9\n"
#define ROWS_OF_SEVEN "[a][b][c]\n[1][2][3]\n[4][5][6]\n[7][8][9]\n"

static const struct csv_case cases[] = {
    /* quotes by the rules */
    {"a delimiter in quotes", "a,b\n\"x, y\",2\n3,4\n", "TAB 3x2\n[a][b]\n[x, y][2]\n[3][4]\n", ""},
    {"a doubled quote", "a,b\n\"x \"\"y\"\"\",2\n3,4\n", "TAB 3x2\n[a][b]\n[x \"y\"][2]\n[3][4]\n", ""},
    {"nothing but doubled quotes", "a,b\n\"\"\"\",\"\"\"\"\"\"\n", "TAB 2x2\n[a][b]\n[\"][\"\"]\n", ""},
    {"empty quotes", "a,b\n\"\",\"\"\n3,4\n", "TAB 3x2\n[a][b]\n[][]\n[3][4]\n", ""},
    {"a line end in quotes", "a,b\n\"x\ny\",2\n3,4\n", "TAB 3x2\n[a][b]\n[x\ny][2]\n[3][4]\n", ""},
    {"CR LF in quotes stays", "a,b\r\n\"x\r\ny\",2\r\n3,4\r\n", "TAB 3x2\n[a][b]\n[x\r\ny][2]\n[3][4]\n", ""},
    {"a quoted field ends the text", "a,b\n1,\"x\ny\"", "TAB 2x2\n[a][b]\n[1][x\ny]\n", ""},
    {"blanks around quotes", "a, b\n1, \"x, y\" \n2,  \"z\"\n", "TAB 3x2\n[a][ b]\n[1][x, y]\n[2][z]\n", ""},
    {"blanks in quotes stay", "a,b\n\" x \",2\n", "TAB 2x2\n[a][b]\n[ x ][2]\n", ""},
    {"a quote as a letter", "no,ukuran\n1,pipa 12\"\n2,37'37.8\"N\n",
     "TAB 3x2\n[no][ukuran]\n[1][pipa 12\"]\n"
     "[2][37'37.8\"N]\n",
     ""},
    {"an escaped quote", "a,b\n\"x \\\"y\\\", z\",2\n\"\\\\\",4\n", "TAB 3x2\n[a][b]\n[x \"y\", z][2]\n[\\][4]\n", ""},
    {"an escaped delimiter", "a,b\nx\\, y,2\nz\\, w,4\n", "TAB 3x2\n[a][b]\n[x, y][2]\n[z, w][4]\n", ""},
    {"a backslash is a letter", "a,b\n\"C:\\\",2\n3,4\n5,6\n", "TAB 4x2\n[a][b]\n[C:\\][2]\n[3][4]\n[5][6]\n", ""},
    {"single quotes", "a;b\n'x; y';'2'\n'z;''w''';'4'\n", "TAB 3x2\n[a][b]\n[x; y][2]\n[z;'w'][4]\n", ""},
    {"an apostrophe is a letter", "a,b\nJum'at,'pagi\nQur'an,2\n", "TAB 3x2\n[a][b]\n[Jum'at]['pagi]\n[Qur'an][2]\n",
     ""},

    /* quotes that break them */
    {"unclosed, nothing behind", "a,b,c\n1,\"x,3\n4,5,6\n7,8,9\n",
     "TAB 4x3\n[a][b][c]\n[1][\"x][3]\n[4][5][6]\n[7][8][9]\n", "S019:2 "},
    {"unclosed, a quoted field behind", "a,b,c\n1,\"x,3\n4,\"y, z\",6\n7,8,9\n",
     "TAB 4x3\n[a][b][c]\n[1][\"x][3]\n[4][y, z][6]\n[7][8][9]\n", "S019:2 "},
    {"unclosed, a quoted line behind", "a,b\n1,\"x\n\"3\",4\n5,6\n", "TAB 4x2\n[a][b]\n[1][\"x]\n[3][4]\n[5][6]\n",
     "S019:2 "},
    {"unclosed at the end", "a,b\n1,2\n3,\"x", "TAB 3x2\n[a][b]\n[1][2]\n[3][\"x]\n", "S019:3 "},
    {"unclosed twice: the rows between are rows", "a,b,c\n1,\"x,3\n4,y,6\n7,z\",9\n",
     "TAB 4x3\n[a][b][c]\n[1][\"x][3]\n[4][y][6]\n[7][z\"][9]\n", "S019:2 "},
    {"a text of lines with as many commas is a text", "a,b,c\n1,2,\"satu\ndua, tiga, empat\"\n3,4,5\n",
     "TAB 3x3\n[a][b][c]\n[1][2][satu\ndua, tiga, empat]\n[3][4][5]\n", ""},
    {"speech in quotes", "a,b\n\"kata \"ya\" saja\",2\n3,4\n", "TAB 3x2\n[a][b]\n[kata \"ya\" saja][2]\n[3][4]\n",
     "S020:2 "},
    {"a word behind the quotes", "a,b\n\"Dinas\" Kota,2\n3,4\n", "TAB 3x2\n[a][b]\n[\"Dinas\" Kota][2]\n[3][4]\n",
     "S020:2 "},
    {"a word behind the quotes, quotes behind that", "a,b,c\n\"Dinas\" Kota,\"x, y\",3\n4,5,6\n",
     "TAB 3x3\n[a][b][c]\n[\"Dinas\" Kota][x, y][3]\n[4][5][6]\n", "S020:2 "},
    {"speech in a text of lines", "a,b\n\"satu\nkata \"ya\" saja\ntiga\",2\n3,4\n5,6\n7,8\n",
     "TAB 5x2\n[a][b]\n[satu\nkata \"ya\" saja\ntiga][2]\n[3][4]\n[5][6]\n[7][8]\n", "S020:2 "},
    {"a quote of a size", "a,b,c\n1,\"12\" pipa,3\n4,5,6\n7,8,9\n",
     "TAB 4x3\n[a][b][c]\n[1][\"12\" pipa][3]\n[4][5][6]\n[7][8][9]\n", "S020:2 "},

    /* delimiters */
    {"semicolons and decimal commas", "kode;nilai\n1;3,69\n2;5,4\n3;12,25\n",
     "TAB 4x2\n[kode][nilai]\n[1][3,69]\n[2][5,4]\n[3][12,25]\n", ""},
    {"commas in texts between semicolons", "a;b\nDinas Sosial, Kota;1\nDinas A, B, C;2\n",
     "TAB 3x2\n[a][b]\n[Dinas Sosial, Kota][1]\n[Dinas A, B, C][2]\n", ""},
    {"bars", "a|b|c\n1|\"x|y\"|3\n4|5|6\n", "TAB 3x3\n[a][b][c]\n[1][x|y][3]\n[4][5][6]\n", ""},
    {"tabs", "a\tb\n\"x\ty\"\t2\n3\t4\n", "TAB 3x2\n[a][b]\n[x\ty][2]\n[3][4]\n", ""},
    {"amounts with points and commas", "a,b\n\"1,234\",\"1.234,56\"\n\"5,678\",7\n",
     "TAB 3x2\n[a][b]\n[1,234][1.234,56]\n[5,678][7]\n", ""},
    {"a line that names the delimiter", "sep=;\na;b,c\n1;2,3\n", "TAB 2x2\n[a][b,c]\n[1][2,3]\n", ""},
    {"the same in quotes", "\"sep=;\"\r\na;b,c\r\n1;2,3\r\n", "TAB 2x2\n[a][b,c]\n[1][2,3]\n", ""},
    {"decimal commas beside numbers", "1;2,3\n4;5,6\n7;8,9\n", "TAB 3x2\n[1][2,3]\n[4][5,6]\n[7][8,9]\n", ""},
    {"one column of decimal commas", "nilai\n1,5\n2,5\n12,25\n", "TAB 4x1\n[nilai]\n[1,5]\n[2,5]\n[12,25]\n", ""},
    {"the same in quotes", "\"nilai\"\n\"1,5\"\n\"2,5\"\n", "TAB 3x1\n[nilai]\n[1,5]\n[2,5]\n", ""},
    {"the same with a delimiter behind", "nilai;\n1,5;\n2,5;\n", "TAB 3x2\n[nilai][]\n[1,5][]\n[2,5][]\n", ""},
    {"delimiters behind all rows", "a,b,\n1,2,\n3,4,\n", "TAB 3x3\n[a][b][]\n[1][2][]\n[3][4][]\n", ""},
    {"numbers in quotes", "a;b\r\n\"1.000,50\";\"2\"\r\n\"3\";\"4,5\"\r\n",
     "TAB 3x2\n[a][b]\n[1.000,50][2]\n[3][4,5]\n", ""},
    {"no delimiter at all", "satu\ndua\n", "TAB 2x1\n[satu]\n[dua]\n", ""},

    /* line ends and what is no letter */
    {"line ends mixed", "a,b\r\nc,d\ne,f\rg,h\r\r\ni,j", "TAB 5x2\n[a][b]\n[c][d]\n[e][f]\n[g][h]\n[i][j]\n", ""},
    {"a byte order mark", "\xEF\xBB\xBF\"a\",b\n1,2\n", "TAB 2x2\n[a][b]\n[1][2]\n", ""},
    {"NULs are seen", "a,b\n1,2\n3,\xEF\xBF\xBD\n", "TAB 3x2\n[a][b]\n[1][2]\n[3][\xEF\xBF\xBD]\n", ""},
    {"a form feed between rows", "a,b\n1,2\n\fc,d\n3,4\n", "TAB 2x2\n[a][b]\n[1][2]\nPAGE\nTAB 2x2\n[c][d]\n[3][4]\n",
     ""},
    {"a form feed in quotes", "a,b\n\"x\fy\",2\n3,4\n", "TAB 3x2\n[a][b]\n[x\fy][2]\n[3][4]\n", ""},

    /* rows and what stands around them */
    {"ragged rows", "a,b,c\n1,2\n3,4,5,6\n7,8,9\n", "TAB 4x4\n[a][b][c]\n[1][2]\n[3][4][5][6]\n[7][8][9]\n", ""},
    {"blank fields at the ends stay", "a,b,,\n1,2,,\n,,,\n3,4,,\n",
     "TAB 4x4\n[a][b][][]\n[1][2][][]\n[][][][]\n[3][4][][]\n", ""},
    {"a title and a note", "RENCANA KERJA 2024\n\n" SEVEN "\nSumber: dinas\n",
     "HEADING RENCANA KERJA 2024\nTAB 4x3\n" ROWS_OF_SEVEN "PROSE Sumber: dinas\n", ""},
    {"a title right above", "Tabel 2.1 Pagu\n" SEVEN, "CAPTION Tabel 2.1 Pagu\nTAB 4x3\n" ROWS_OF_SEVEN, ""},
    {"a title in quotes", "\"Pagu, realisasi\ndan sisa\"\n" SEVEN,
     "PROSE Pagu, realisasi\nPROSE dan sisa\nTAB 4x3\n" ROWS_OF_SEVEN, ""},
    {"a note right below", SEVEN "Sumber: dinas\n", "TAB 4x3\n" ROWS_OF_SEVEN "PROSE Sumber: dinas\n", ""},
    {"two tables", SEVEN "\nTabel 2\nx,y,z\n1,2,3\n",
     "TAB 4x3\n" ROWS_OF_SEVEN "CAPTION Tabel 2\nTAB 2x3\n[x][y][z]\n[1][2][3]\n", ""},
    {"a line without a delimiter between rows is a row", "a,b,c\n1,2,3\nbelum ada\n7,8,9\n",
     "TAB 4x3\n[a][b][c]\n[1][2][3]\n[belum ada]\n[7][8][9]\n", ""},
    {"many such lines are a text", "a,b,c\n1,2,3\nA\nB\nC\nD\nE\n7,8,9\n",
     "TAB 2x3\n[a][b][c]\n[1][2][3]\nPROSE A\nPROSE B\nPROSE C\nPROSE D\nPROSE E\nTAB 1x3\n[7][8][9]\n", ""},
    {"titles padded to a rectangle", "RENCANA KERJA 2024,,\n,,\nTabel 2.1 Pagu,,\n,,\nkode,uraian,pagu\n1,Rapat,1000\n",
     "HEADING RENCANA KERJA 2024\nCAPTION Tabel 2.1 Pagu\nGRID 2x3\n[kode][uraian][pagu]\n[1][Rapat][1000]\n", ""},
    {"a padded title right above", "Daftar rapat,,\nkode,uraian,pagu\n1,Rapat,1000\n",
     "PROSE Daftar rapat\nTAB 2x3\n[kode][uraian][pagu]\n[1][Rapat][1000]\n", ""},
    {"a padded text right above data is a row", "Program A,,\n1,Rapat,1000\n2,Tamu,500\n",
     "TAB 3x3\n[Program A][][]\n[1][Rapat][1000]\n[2][Tamu][500]\n", ""},
    {"a padded heading between rows is a row", "kode,uraian,pagu\n1,Rapat,1000\nProgram B,,\n2,Tamu,500\n",
     "TAB 4x3\n[kode][uraian][pagu]\n[1][Rapat][1000]\n[Program B][][]\n[2][Tamu][500]\n", ""},
    {"also behind a blank row, where data follow", "kode,uraian,pagu\n1,Rapat,1000\n,,\nProgram B,,\n2,Tamu,500\n",
     "GRID 5x3\n[kode][uraian][pagu]\n[1][Rapat][1000]\n[][][]\n[Program B][][]\n[2][Tamu][500]\n", ""},
    {"padded tables one under another", "kode,uraian,pagu\n1,Rapat,1000\n,,\nTabel 2,,\nkode,nama,nilai\n2,Tamu,500\n",
     "GRID 2x3\n[kode][uraian][pagu]\n[1][Rapat][1000]\nCAPTION Tabel 2\nGRID "
     "2x3\n[kode][nama][nilai]\n[2][Tamu][500]\n",
     ""},
    {"a padded note below", "kode,uraian,pagu\n1,Rapat,1000\n,,\nSumber: dinas,,\n,,\n",
     "GRID 2x3\n[kode][uraian][pagu]\n[1][Rapat][1000]\nPROSE Sumber: dinas\n", ""},
    {"a last row that lost its values is a row", "kode,uraian,pagu\n1,Rapat,1000\n2,,\n",
     "TAB 3x3\n[kode][uraian][pagu]\n[1][Rapat][1000]\n[2][][]\n", ""},
    {"a pair without its value is a row", "nama,nilai\nRapat,1\nTamu,\n",
     "TAB 3x2\n[nama][nilai]\n[Rapat][1]\n[Tamu][]\n", ""},
    {"sentences with commas",
     "Dinas Sosial, Kota A\n\n" SEVEN "\nSumber: dinas, 2024\nKota A, 12 Januari, 2024, siang\n",
     "PROSE Dinas Sosial, Kota A\nTAB 4x3\n" ROWS_OF_SEVEN
     "PROSE Sumber: dinas, 2024\nPROSE Kota A, 12 Januari, 2024, siang\n",
     ""},
    {"blanks behind all commas are no sentences", "a, b, c\n1, 2, 3\nRapat, 5\n7, 8, 9\n",
     "TAB 4x3\n[a][ b][ c]\n[1][ 2][ 3]\n[Rapat][ 5]\n[7][ 8][ 9]\n", ""},
    {"more sentences than records", "Satu, dua\nTiga, empat\nLima, enam\nTujuh, lapan\n" SEVEN,
     "PROSE Satu, dua\nPROSE Tiga, empat\nPROSE Lima, enam\nPROSE Tujuh, lapan\nTAB 4x3\n" ROWS_OF_SEVEN, ""},
    {"blank rows above are nothing", ",,\n,,\na,b,c\n1,2,3\n", "TAB 2x3\n[a][b][c]\n[1][2][3]\n", ""},
};

/* "S019:2 " of "S019 line 2: ..." */
static void codes_of(const reading *r, sr_buf *codes)
{
    for (const char *at = r->findings.ptr; at && *at; at = strchr(at, '\n') + 1)
        if (memcmp(at, "D014", 4) != 0)
            sr_buf_printf(codes, "%.4s:%lu ", at, strtoul(at + 10, NULL, 10));
    sr_buf_char(codes, '\0');
}

static void expect_sum(const reading *r, const char *what)
{
    uint64_t sum = 0;

    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        sum += r->doc.accounts[i];
    if (sum != r->doc.total_bytes || r->cells_bytes + r->text_bytes + r->doc.accounts[SR_ACCOUNT_MARKUP] != sum)
        fail_msg("%s: total %llu, accounts %llu, blocks %llu + %llu + markup %llu", what,
                 (unsigned long long)r->doc.total_bytes, (unsigned long long)sum, (unsigned long long)r->cells_bytes,
                 (unsigned long long)r->text_bytes, (unsigned long long)r->doc.accounts[SR_ACCOUNT_MARKUP]);
    if (r->lost_lines)
        fail_msg("%s: %zu cells are not where they say", what, r->lost_lines);
}

static void records_become_rows(void **state)
{
    static const sr_import_options as = {.format = SR_FORMAT_CSV};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading r;
        sr_buf codes = {0};
        read_memory(&r, sr_str(cases[i].text), &as);
        codes_of(&r, &codes);
        if (r.rc != 0 || strcmp(r.script.ptr, cases[i].script) != 0 || strcmp(codes.ptr, cases[i].findings) != 0)
            fail_msg("%s: %s\n%s%s\n--- instead of\n%s%s", cases[i].what, r.err.message, r.script.ptr, r.findings.ptr,
                     cases[i].script, cases[i].findings);
        expect_sum(&r, cases[i].what);
        sr_buf_free(&codes);
        reading_free(&r);
    }
}

static void a_doubtful_delimiter_is_said(void **state)
{
    static const sr_import_options as = {.format = SR_FORMAT_CSV};
    reading r;

    (void)state;
    read_memory(&r, SR_LIT("1;2,3\n4;5,6\n7;8,9\n"), &as);
    assert_null(strstr(r.findings.ptr, "D014"));
    reading_free(&r);
    read_memory(&r, SR_LIT("a;b,c\nd;e,f\ng;h,i\n"), &as);
    assert_non_null(strstr(r.findings.ptr, "D014"));
    reading_free(&r);
}

static void places_are_told(void **state)
{
    static const sr_import_options as = {.format = SR_FORMAT_CSV};
    static const char text[] = "judul\na,b\n1,\"x\ny\nz\",\"p\"\n3,\"\"\"q\"\n";
    reading r;

    (void)state;
    read_memory(&r, SR_LIT(text), &as);
    assert_int_equal(r.doc.lines, 6);
    assert_int_equal(r.lost_lines, 0);
    reading_free(&r);
}

/* ---- whose file is it --------------------------------------------------------------------- */

static const struct bid_case {
    const char *what, *name, *text;
    size_t len; /* 0: up to the NUL */
    sr_format format;
} bids[] = {
    {"a sentence", "a.txt",
     "Dalam rangka itu, dinas, badan, dan kantor\nmelakukan, antara lain, hal ini, dan\n"
     "seterusnya, sampai, akhir, tahun\n",
     0, SR_FORMAT_TEXT},
    {"a sentence named otherwise", "a.csv", "Dalam rangka itu\nseterusnya, sampai\nlagi\n", 0, SR_FORMAT_TEXT},
    {"numbers with decimal commas", "a.txt", "3,5\n4,25\n7,1\n8,0\n", 0, SR_FORMAT_TEXT},
    {"amounts", "a.txt", "1,234,567\n2,345,678\n3,456,789\n", 0, SR_FORMAT_TEXT},
    {"columns set in blanks, with cents", "a.txt",
     "4      PENDAPATAN            1.254.300,00   95,57  (55.534,50)\n"
     "4.1    Pajak, retribusi        254.300,00   97,82   (5.534,50)\n"
     "4.2    Transfer              1.000.000,00   95,00  (50.000,00)\n",
     0, SR_FORMAT_TEXT},
    {"the same pressed together", "a.txt",
     "4 PENDAPATAN 1.254.300,00 95,57 (55.534,50)\n"
     "4.1 Pajak, retribusi 254.300,00 97,82 (5.534,50)\n"
     "4.2 Transfer 1.000.000,00 95,00 (50.000,00)\n",
     0, SR_FORMAT_TEXT},
    {"two lines of one comma", "a.txt", "a,b\n1,2\n", 0, SR_FORMAT_TEXT},
    {"the same with a name", "a.csv", "a,b\n1,2\n", 0, SR_FORMAT_CSV},
    {"the same with a loud name", "A.CSV", "a,b\n1,2\n", 0, SR_FORMAT_CSV},
    {"records of commas", "a.txt", "kode,uraian,pagu\n1,Rapat,1000\n2,Survei,2000\n", 0, SR_FORMAT_CSV},
    {"records of semicolons", "a.dat", "kode;uraian;pagu\n1;Rapat;1,5\n2;Survei;2,25\n", 0, SR_FORMAT_CSV},
    {"a line that names the delimiter", "a", "sep=;\na;b\n", 0, SR_FORMAT_CSV},
    {"records below prose", "a.csv",
     "Laporan ini memuat, antara lain, pagu\ndan realisasi\nuntuk semua dinas\n\nkode;uraian;pagu\n1;Rapat;1,5\n"
     "2;Survei;2,25\n3;Tamu;3\n",
     0, SR_FORMAT_CSV},
    {"prose in quotes and pairs below it, without a name", "a",
     "RENCANA KERJA\n\n\"Laporan ini memuat, antara lain, pagu\"\n\"dan, untuk semua dinas, realisasi\"\n\n"
     "\"Bab I, umum\",1\n\"Bab II, pagu\",2\n\"Bab III, dana\",5\n\"Bab IV, lain\",7\n\n\"Catatan, juga lain\"\n\n"
     "Bab V,8\nBab VI,9\nBab VII,9\nBab VIII,10\n\n\"Demikian, untuk diketahui\"\n",
     0, SR_FORMAT_CSV},
    {"wide records, of which two lost a field", "a",
     "Tabel 2.1 Target\n\nkode;uraian;satuan;2022;2023;2024\n1;Rapat;Kali;1;2;3\n2;Survei;1;2;3\n3;Tamu;Orang;4;5;6\n"
     "4;Buku;Eks;7;8;9\n5;Arsip;7;8;9\n6;Jalan;Km;7;8;9\n7;Pohon;Batang;7;8;9\n",
     0, SR_FORMAT_CSV},
    {"one column", "a.csv", "nilai\n1,5\n2,5\n12,25\n", 0, SR_FORMAT_CSV},
    {"one column without a name", "a.txt", "nilai\n1,5\n2,5\n12,25\n", 0, SR_FORMAT_TEXT},
    {"a tab table", "a.txt", "a\tb\n1\t2\n3\t4\n", 0, SR_FORMAT_TEXT},
    {"a tab table with a name", "a.tsv", "a\tb\n1\t2\n3\t4\n", 0, SR_FORMAT_TSV},
    {"a tab table with the wrong name", "a.csv", "a\tb\n1\t2\n3\t4\n", 0, SR_FORMAT_CSV},
    {"tabs and quotes", "a.txt", "kode\turaian\n1\t\"Rapat\ndan survei\"\n2\t\"Tamu\"\n", 0, SR_FORMAT_TSV},
    {"tabs and speech", "a.txt", "kode\turaian\n1\tRapat \"besar\"\n2\tTamu\n", 0, SR_FORMAT_TEXT},
    {"tab tables in prose", "a.tsv", "satu\ndua\ntiga\na\tb\nempat\nlima\n", 0, SR_FORMAT_TEXT},
    {"a table of bars", "a.txt", "| a | b |\n|---|---|\n| 1, 2 | 3 |\n", 0, SR_FORMAT_TEXT},
    {"commas in a tab table", "a.txt", "a, b\tc, d\n1,2\t3,4\n5,6\t7,8\n", 0, SR_FORMAT_TEXT},
    {"nothing", "a.csv", "", 0, SR_FORMAT_TEXT},
    {"UTF-16", "a.txt",
     "\xFF\xFE"
     "a\0,\0b\0,\0c\0\n\0"
     "1\0,\0002\0,\0003\0\n\0"
     "4\0,\0005\0,\0006\0\n\0",
     38, SR_FORMAT_CSV},
};

static void the_content_decides_whose_it_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bids / sizeof *bids; i++) {
        sr_error err = {0};
        sr_import_options none = {0};
        sr_source *source = sr_source_memory(bids[i].text, bids[i].len ? bids[i].len : strlen(bids[i].text));
        const sr_importer *importer = sr_importer_pick(source, sr_str(bids[i].name), &none, &err);
        if (!importer || importer->format != bids[i].format)
            fail_msg("%s: %s instead of %s", bids[i].what, importer ? importer->name : err.message,
                     sr_format_name(bids[i].format));
        sr_source_close(source);
    }
}

/* More prose above the records than one look at the text takes in. */
static void far_below_prose(void **state)
{
    sr_buf text = {0};
    sr_error err = {0};
    sr_import_options none = {0};
    reading r;

    (void)state;
    while (text.len < 55 * 1024)
        sr_buf_lit(&text, "Laporan ini memuat pagu dan realisasi untuk semua dinas\n");
    for (int i = 0; i < 30; i++)
        sr_buf_printf(&text, "%d;Rapat;%d,5\n", i, i);
    sr_source *source = sr_source_memory(text.ptr, text.len);
    assert_int_equal(sr_importer_pick(source, SR_LIT("a.csv"), &none, &err)->format, SR_FORMAT_CSV);
    sr_source_close(source);
    read_memory(&r, (sr_slice){text.ptr, text.len}, &(sr_import_options){.format = SR_FORMAT_CSV});
    assert_int_equal(r.rows, 30);
    assert_int_equal(r.cells, 90);
    reading_free(&r);
    sr_buf_free(&text);
}

static void the_format_can_be_named(void **state)
{
    static const sr_import_options csv = {.format = SR_FORMAT_CSV}, tsv = {.format = SR_FORMAT_TSV};
    reading r;

    (void)state;
    read_memory(&r, SR_LIT("judul\na,x\tb,y|c\n\"| x\t\"\ty |\n"), &tsv);
    assert_string_equal(r.script.ptr, "PROSE judul\nTAB 2x2\n[a,x][b,y|c]\n[| x\t][y |]\n");
    reading_free(&r);
    read_memory(&r, SR_LIT("a\tb\n1\t2\n"), &csv);
    assert_string_equal(r.script.ptr, "TAB 2x2\n[a][b]\n[1][2]\n");
    reading_free(&r);
}

/* ---- whatever stands there ---------------------------------------------------------------- */

static const char *const pieces[] = {
    "a,b,c",      "1;2,5;3",   "\"x, y\",2,3", "\"a\nb\",\"c\"\"d\",e",
    "\"open,1,2", ",,",        "\"",           "'q; r';2",
    "\\\",",      "x\\,y,z,",  "teks",         "Kota A, 2024",
    "\f",         "a|b|c",     "a\tb",         "sep=;",
    "\"a\" b,c",  ";;;",       "1,5",          "\r\r",
    "  ",         "\"\"",      "\xFF\xC3",     "\"\",",
    "\xC2\xA0,",  "(1.000),-",
};

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

/* No byte of any record is lost: it is in a row, in a text, or a sign of the dialect. */
static void expect_nothing_lost(sr_slice text, sr_format format, const char *what)
{
    reading r = {.quiet = true};
    uint64_t signs = 0;

    read_source(&r, sr_source_memory(text.ptr, text.len), &(sr_import_options){.format = format});
    if (r.rc != 0)
        fail_msg("%s: %s", what, r.err.message);
    expect_sum(&r, what);
    for (size_t i = 0; i < text.len; i++)
        signs += strchr(",;|\"'\\", text.ptr[i]) != NULL;
    signs += text.len >= 5 && sr_find_nocase(sr_sub(text, 0, 12), SR_LIT("sep=")) != SIZE_MAX ? 5 : 0;
    if (r.doc.accounts[SR_ACCOUNT_MARKUP] > signs || r.doc.accounts[SR_ACCOUNT_DROPPED])
        fail_msg("%s: %llu bytes of markup in\n%.*s", what, (unsigned long long)r.doc.accounts[SR_ACCOUNT_MARKUP],
                 SR_FMT(text));
    reading_free(&r);
}

static void no_record_is_lost(void **state)
{
    static const char *const ends[] = {"\n", "\n", "\n", "\r\n", "\r", "\n\n", "\f", "", ","};
    uint32_t seed = 5;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[4096], what[32];
        size_t len = 0;
        bool bytes = round % 4 == 0; /* or pieces */
        for (uint32_t i = random_next(&seed) % (bytes ? 200 : 40); i > 0; i--)
            if (bytes)
                text[len++] =
                    random_next(&seed) % 3 ? (char)(' ' + random_next(&seed) % 224) : "\"\",;\n\r\t|'\\a1"[i % 12];
            else
                len += (size_t)snprintf(text + len, sizeof text - len, "%s%s",
                                        pieces[random_next(&seed) % (sizeof pieces / sizeof *pieces)],
                                        ends[random_next(&seed) % (sizeof ends / sizeof *ends)]);
        snprintf(what, sizeof what, "round %d", round);
        expect_nothing_lost((sr_slice){text, len}, round % 3 ? SR_FORMAT_CSV : SR_FORMAT_TSV, what);
    }
}

/* ---- too much ----------------------------------------------------------------------------- */

static void wide_and_long_lines(void **state)
{
    static const sr_import_options as = {.format = SR_FORMAT_CSV};

    (void)state;
    for (int columns = 10000; columns <= 20000; columns += 10000) {
        reading r;
        sr_buf text = {0};
        for (int row = 0; row < 5; row++)
            for (int i = 1; i <= columns; i++)
                sr_buf_printf(&text, "%d%c", i, i < columns ? ',' : '\n');
        read_memory(&r, (sr_slice){text.ptr, text.len}, &as);
        assert_int_equal(r.rc, 0);
        expect_sum(&r, "wide lines");
        assert_int_equal(r.rows, columns == 10000 ? 5 : 0);
        assert_true((strstr(r.findings.ptr, "S002") != NULL) == (columns > SR_COLUMNS_MAX));
        reading_free(&r);
        sr_buf_free(&text);
    }
    sr_buf text = {0};
    reading r;
    sr_buf_lit(&text, "a,b\n1,\"");
    for (int i = 0; i < 3 * SR_LINE_MAX; i++)
        sr_buf_char(&text, "kata ,\""[i % 7]);
    sr_buf_lit(&text, "\n3,4\n");
    read_memory(&r, (sr_slice){text.ptr, text.len}, &as);
    assert_int_equal(r.rows, 2);
    assert_non_null(strstr(r.findings.ptr, "D007 line 2"));
    assert_int_equal(r.doc.lines, 3);
    expect_sum(&r, "a long line");
    reading_free(&r);
    sr_buf_free(&text);
}

/* A quoted text across blocks of the stream, and one that is longer than any field may be. */
static void long_fields(void **state)
{
    static const sr_import_options as = {.format = SR_FORMAT_CSV};

    (void)state;
    for (int lines = 1000; lines <= 100000; lines *= 10) {
        reading r;
        sr_buf text = {0};
        sr_buf_lit(&text, "a,b\n1,\"");
        for (int i = 0; i < lines; i++)
            sr_buf_lit(&text, "baris, dan lagi\n");
        sr_buf_lit(&text, "\"\n3,4\n");
        bool fits = text.len < SR_LINE_MAX;
        read_memory(&r, (sr_slice){text.ptr, text.len}, &as);
        assert_int_equal(r.rc, 0);
        expect_sum(&r, "a long field");
        assert_int_equal(r.doc.lines, lines + 3);
        assert_true((strstr(r.findings.ptr, "S019 line 2") != NULL) == !fits);
        if (fits)
            assert_int_equal(r.rows, 3);
        reading_free(&r);
        sr_buf_free(&text);
    }
}

/* ---- memory and time ---------------------------------------------------------------------- */

enum { MIB = 1024 * 1024 };

static void read_large(const char *pattern, size_t size)
{
    char path[] = "/tmp/saring-csv-XXXXXX", block[65536];
    size_t unit = strlen(pattern), used = sizeof block / unit * unit;
    int fd = mkstemp(path);
    reading r = {.quiet = true};
    sr_error err = {0};
    sr_import_options as = {.format = SR_FORMAT_CSV};

    for (size_t i = 0; i < used; i++)
        block[i] = pattern[i % unit];
    for (size_t written = 0; written < size; written += used)
        if (write(fd, block, used) != (ssize_t)used)
            _exit(1);
    close(fd);
    sr_source *source = sr_source_open(path, &err);
    unlink(path);
    read_source(&r, source, &as);
    expect_sum(&r, pattern);
    if (r.rc != 0)
        _exit(2);
    reading_free(&r);
}

/* Every file in a process of its own: its peak memory in MiB and its seconds of CPU. */
static void memory_and_time_are_bounded(void **state)
{
    static const struct {
        const char *what, *pattern;
    } files[] = {
        {"rows", "a,b\n"},
        {"one line", "abcdefgh"},
        {"one line of delimiters", ","},
        {"one line of quotes", "\""},
        {"blank lines", "\n"},
        {"only returns", "\r"},
        {"lone lines between rows", "a,b\nx\n"},
        {"quotes that nothing closes", "a,\"\"\"x\n"},
        {"quotes that the next line opens", "a,\"x\n"},
        {"stray quotes", "\"a\"b,\"c\"d\n"},
        {"quoted lines", "\"a\nb\",\"c\"\"d\"\n"},
        {"escapes", "a\\,b,\"c\\\"d\"\n"},
    };

    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__clang__) /* clang does not say which sanitizer it builds for */
    skip_because("memory is not measured under a sanitizer");
#endif
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct rusage usage;
        int status;
        fflush(stdout);
        pid_t pid = fork();
        if (pid == 0) {
            read_large(files[i].pattern, 30 * MIB);
            _exit(0);
        }
        assert_int_equal(wait4(pid, &status, 0, &usage), pid);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        double seconds = (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6;
        print_message("  %s: %ld MiB, %.2f s\n", files[i].what, usage.ru_maxrss / 1024, seconds);
        assert_true(usage.ru_maxrss / 1024 < 64);
        assert_true(seconds < 20);
    }
}

static void cancelling_stops(void **state)
{
    static const volatile int yes = 1;
    reading r;
    sr_import_options options = {.format = SR_FORMAT_CSV, .cancelled = &yes};

    (void)state;
    read_memory(&r, SR_LIT("a,b\n"), &options);
    assert_int_equal(r.rc, -1);
    assert_int_equal(r.err.kind, SR_ERR_CANCELLED);
    reading_free(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_become_rows), cmocka_unit_test(a_doubtful_delimiter_is_said),
        cmocka_unit_test(places_are_told),     cmocka_unit_test(the_content_decides_whose_it_is),
        cmocka_unit_test(far_below_prose),     cmocka_unit_test(the_format_can_be_named),
        cmocka_unit_test(no_record_is_lost),   cmocka_unit_test(wide_and_long_lines),
        cmocka_unit_test(long_fields),         cmocka_unit_test(memory_and_time_are_bounded),
        cmocka_unit_test(cancelling_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
