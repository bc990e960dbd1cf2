/* Tables below each other in one grid: the same rows as a page's <table> and as a sheet come apart the same way. */
#include "normalize/grids.h"
#include "normalize/normalize.h"
#include "tests/importers/ods.h"

typedef struct grid_case {
    const char *about;
    const char *rows;         /* a line a row, '|' between cells, ">3" before the text of one that spans columns */
    const char *sheet, *page; /* what comes of it; page NULL: the same */
} grid_case;

static int flush(sr_doc *doc, bool last, sr_error *err)
{
    uint64_t bytes = 0;

    for (int a = 0; a < SR_ACCOUNT_COUNT; a++)
        bytes += doc->accounts[a];
    sr_grids_part(doc);
    for (int a = 0; a < SR_ACCOUNT_COUNT; a++)
        bytes -= doc->accounts[a];
    assert_int_equal(bytes, 0); /* what becomes a line is no cell any more */
    return reading_flush(doc, last, err);
}

static void read_with(reading *r, sr_slice text, const char *name)
{
    sr_import_options options = {0};
    sr_source *source = sr_source_memory(text.ptr, text.len);

    *r = (reading){.delimited = true};
    sr_doc_init(&r->doc);
    r->doc.flush = flush;
    r->doc.flush_context = r;
    const sr_importer *importer = sr_importer_pick(source, sr_str(name), &options, &r->err);
    assert_non_null(importer);
    r->doc.format = importer->format;
    assert_int_equal(importer->read(source, &options, &r->doc, &r->err), 0);
    sr_buf_add(&r->script, "", 1);
    sr_buf_add(&r->findings, "", 1);
    sr_source_close(source);
}

/* The next cell of a row; its span is taken off. */
static sr_slice next_cell(sr_slice *row, unsigned *span)
{
    const char *end = memchr(row->ptr, '|', row->len);
    sr_slice cell = sr_sub(*row, 0, end ? (size_t)(end - row->ptr) : row->len);

    *row = sr_sub(*row, cell.len + (end != NULL), row->len);
    *span = 1;
    if (cell.len > 1 && cell.ptr[0] == '>') {
        *span = (unsigned)(cell.ptr[1] - '0');
        cell = sr_sub(cell, 2, cell.len);
    }
    return cell;
}

static void write_row(sr_buf *out, sr_slice row, bool sheet)
{
    sr_buf_slice(out, sheet ? SR_LIT("<table:table-row>") : SR_LIT("<tr>"));
    while (row.len) {
        unsigned span;
        sr_slice cell = next_cell(&row, &span);
        if (!sheet) {
            sr_buf_printf(out, "<td colspan=%u>%.*s", span, SR_FMT(cell));
            continue;
        }
        sr_buf_printf(out, "<table:table-cell table:number-columns-spanned=\"%u\">", span);
        if (cell.len)
            sr_buf_printf(out, "<text:p>%.*s</text:p>", SR_FMT(cell));
        sr_buf_lit(out, "</table:table-cell>");
        while (--span)
            sr_buf_lit(out, "<table:covered-table-cell/>");
    }
    sr_buf_slice(out, sheet ? SR_LIT("</table:table-row>") : SR_LIT("\n"));
}

static sr_buf write_grid(const char *rows, bool sheet)
{
    sr_buf out = {0};

    sr_buf_slice(&out, sheet ? SR_LIT(ODS_HEAD "<table:table table:name=\"S\">") : SR_LIT("<!DOCTYPE html><table>\n"));
    for (sr_slice rest = sr_str(rows); rest.len;) {
        size_t n = (size_t)((const char *)memchr(rest.ptr, '\n', rest.len) - rest.ptr);
        write_row(&out, sr_sub(rest, 0, n), sheet);
        rest = sr_sub(rest, n + 1, rest.len);
    }
    sr_buf_slice(&out, sheet ? SR_LIT("</table:table>" ODS_FOOT) : SR_LIT("</table>\n"));
    return out;
}

/* Blank cells at the ends of rows say nothing; a page has them where a sheet has none. */
static void drop_blank_ends(sr_buf *script)
{
    size_t to = 0;

    for (size_t i = 0; i < script->len; i++) {
        while (script->ptr[i] == '\n' && to > 3 && memcmp(script->ptr + to - 3, "][]", 3) == 0)
            to -= 2;
        script->ptr[to++] = script->ptr[i];
    }
    script->len = to;
}

static void check(const grid_case *c, bool sheet)
{
    sr_buf text = write_grid(c->rows, sheet);
    const char *expected = sheet || !c->page ? c->sheet : c->page;
    reading r;

    read_with(&r, (sr_slice){text.ptr, text.len}, "x");
    drop_blank_ends(&r.script);
    if (strcmp(r.script.ptr, expected) != 0)
        fail_msg("%s, as a %s:\n%s--- expected:\n%s", c->about, sheet ? "sheet" : "page", r.script.ptr, expected);
    reading_free(&r);
    sr_buf_free(&text);
}

static const grid_case CASES[] = {
    {"columns that are merged in every row are one; a header over columns is not",
     "No|>3Uraian|>2Target\n|>3|K|Rp\n1|>3a|5|6\n2|>3b|7\n",
     "GRID 4x4\n[No][Uraian][Target]\n[][][K][Rp]\n[1][a][5][6]\n[2][b][7]\n", NULL},
    {"a column that is blank and merged in every row is one all the same", ">2No|>2|>2Pagu\n>21|>2|>25\n>22|>2|>26\n",
     "GRID 3x3\n[No][][Pagu]\n[1][][5]\n[2][][6]\n", NULL},
    {"a row that is not merged like the others keeps its columns", "No|>2Uraian\n1|>2a\n2|b|c\n",
     "GRID 3x3\n[No][Uraian]\n[1][a]\n[2][b][c]\n", NULL},
    {"other merged cells are another table",
     "No|>3Nama|>3Pagu\n1|>3a|>35\n2|>3b|>36\n>2Kode|>3Unit|>2Ket\n>2K1|>3u|>2x\n>2K2|>3v|>2y\n",
     "GRID 3x3\n[No][Nama][Pagu]\n[1][a][5]\n[2][b][6]\nGRID 3x3\n[Kode][Unit][Ket]\n[K1][u][x]\n[K2][v][y]\n", NULL},
    {"lone texts between them are lines",
     "No|>3Nama|>3Pagu\n1|>3a|>35\n2|>3b|>36\n>7Sumber: x\n>7Tabel 2 Unit\n>2Kode|>3Unit|>2Ket\n>2K1|>3u|>2x\n",
     "GRID 3x3\n[No][Nama][Pagu]\n[1][a][5]\n[2][b][6]\nPROSE Sumber: x\nCAPTION Tabel 2 Unit\nGRID 2x3\n"
     "[Kode][Unit][Ket]\n[K1][u][x]\n",
     NULL},
    {"one row that lies across is of the table",
     "No|>3Nama|>2Pagu\n1|>3a|>25\n2|>3b|>26\n>2Jumlah|>3di sini|11\n3|>3c|>27\n4|>3d|>28\n",
     "GRID 6x6\n[No][Nama][][][Pagu]\n[1][a][][][5]\n[2][b][][][6]\n[Jumlah][][di sini][][][11]\n"
     "[3][c][][][7]\n[4][d][][][8]\n",
     NULL},
    {"the header again, under lines", "No|Nama|Pagu\n1|a|5\nDinas Contoh\nTAHUN 2025\nNo|Nama|Pagu\n1|b|6\n",
     "GRID 2x3\n[No][Nama][Pagu]\n[1][a][5]\nPROSE Dinas Contoh\nHEADING TAHUN 2025\nGRID 2x3\n[No][Nama][Pagu]\n"
     "[1][b][6]\n",
     NULL},
    {"a caption under rows", "No|Nama|Pagu\n1|a|5\nTabel 2.2 Unit\nKode|Unit|Ket\nK1|b|6\n",
     "GRID 2x3\n[No][Nama][Pagu]\n[1][a][5]\nCAPTION Tabel 2.2 Unit\nGRID 2x3\n[Kode][Unit][Ket]\n[K1][b][6]\n", NULL},
    {"a group's heading parts nothing", "No|Nama|Pagu\nURUSAN WAJIB\n1|a|5\nURUSAN PILIHAN\n2|b|6\n",
     "GRID 5x3\n[No][Nama][Pagu]\n[URUSAN WAJIB]\n[1][a][5]\n[URUSAN PILIHAN]\n[2][b][6]\n", NULL},
    {"a page's table that is a sheet",
     "RENCANA KERJA||\nDinas Contoh||\n||\nNo|Nama|Pagu\n1|a|5\n||\n2|b|6\nCatatan: x||\n",
     "HEADING RENCANA KERJA\nPROSE Dinas Contoh\nGRID 2x3\n[No][Nama][Pagu]\n[1][a][5]\nGRID 1x3\n[2][b][6]\n"
     "PROSE Catatan: x\n",
     NULL},
    {"a page's table that has blank rows is none", "No|Nama|Pagu\n1|a|5\n||\n2|b|6\n",
     "GRID 2x3\n[No][Nama][Pagu]\n[1][a][5]\nGRID 1x3\n[2][b][6]\n",
     "GRID 4x3\n[No][Nama][Pagu]\n[1][a][5]\n[]\n[2][b][6]\n"},
    {"on the same sheet the columns stay the same", "RENCANA||\n||\n>2No|>2Pagu\n>21|>25\n>22|>26\n||\n>23|>27\n",
     "HEADING RENCANA\nGRID 3x2\n[No][Pagu]\n[1][5]\n[2][6]\nGRID 1x2\n[3][7]\n", NULL},
};

static void grids(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        check(&CASES[i], true);
        check(&CASES[i], false);
    }
}

/* A sheet that is read in batches: its columns are the same in all of them, and a table that follows is cut off. */
static void batches(void **state)
{
    enum { ROWS = 60000 };
    sr_buf rows = {0};
    reading r;

    (void)state;
    for (int i = 0; i < ROWS; i++)
        sr_buf_printf(&rows, "%d|>3kegiatan nomor %d dari tabel yang panjang|>3%d.000\n", i, i, i);
    for (int i = 0; i < 3; i++)
        sr_buf_printf(&rows, ">2K%d|>4unit|%d\n", i, i);
    sr_buf_char(&rows, '\0');
    sr_buf text = write_grid(rows.ptr, true);
    read_with(&r, (sr_slice){text.ptr, text.len}, "x");
    assert_true(r.flushes > 1);
    assert_int_equal(r.rows, ROWS + 3);
    assert_int_equal(r.cells, 3 * (ROWS + 3));
    assert_non_null(strstr(r.script.ptr, "GRID 3x3\n[K0][unit][0]\n"));
    reading_free(&r);
    sr_buf_free(&text);
    sr_buf_free(&rows);
}

/* Records that were padded to a rectangle: blank ones part, single texts are lines, and no row is wider than its table.
 */
static void padded_records(void **state)
{
    static const char text[] =
        "RENCANA KERJA,,,\n,,,\nNo,Nama,,\n1,a,,\n2,b,,\n,,,\nTabel 2,,,\nKode,Unit,Pagu,Ket\nK1,u,5,x\n";
    reading r;

    (void)state;
    read_with(&r, sr_str(text), "x.csv");
    assert_string_equal(r.script.ptr, "HEADING RENCANA KERJA\nGRID 3x2\n[No][Nama]\n[1][a]\n[2][b]\nCAPTION Tabel 2\n"
                                      "GRID 2x4\n[Kode][Unit][Pagu][Ket]\n[K1][u][5][x]\n");
    reading_free(&r);
}

/* ---- rows that slipped ----------------------------------------------------------------------- */

static int normalize(sr_doc *doc, bool last, sr_error *err)
{
    sr_buf *out = doc->flush_context;

    (void)err;
    sr_normalize(doc, last);
    const sr_table *table = doc->tables[0];
    for (size_t r = table->n_rows - 3; r < table->n_rows; r++) {
        for (uint32_t c = 0; c < table->rows[r]->n; c++)
            sr_buf_printf(out, "[%.*s]", SR_FMT(sr_cell_text(&table->rows[r]->cells[c])));
        sr_buf_printf(out, "%s\n", table->rows[r]->unsure ? " unsure" : "");
    }
    for (size_t i = 0; i < doc->n_findings; i++)
        if (doc->findings[i].code == SR_S010 || doc->findings[i].code == SR_S017)
            sr_buf_printf(out, "%s row %u\n", sr_finding_info_of(doc->findings[i].code)->code, doc->findings[i].row_no);
    return 0;
}

/* Twenty rows that add up, then those of the case; what is checked are the last three rows of the table. */
static const struct {
    const char *about, *rows, *expected;
    bool sheet;
} SLIPS[] = {
    {"in a grid all rows are of one width: a blank too few shows in what adds up, or it is said",
     "21|Kegiatan yang bergeser|70.000.000|1.500.000|2.250.000||3.750.000|||\n"
     "22|Kegiatan yang meragukan|70.000.000|1.500.000|2.250.000||4.750.000|||\n"
     "\n", /* a <tr> that nothing follows: a row without cells */
     "[21][Kegiatan yang bergeser][70.000.000][1.500.000][2.250.000][][][3.750.000][]\n"
     "[22][Kegiatan yang meragukan][70.000.000][1.500.000][2.250.000][][4.750.000][][] unsure\n"
     "\nS010 row 22\nS017 row 23\n",
     false},
    {"where several rows are proven to have slipped another is moved, too, and said to be in doubt",
     "21|Kegiatan yang bergeser|70.000.000|1.500.000|2.250.000||3.750.000|||\n"
     "22|Kegiatan yang bergeser|80.000.000|1.600.000|2.350.000||3.950.000|||\n"
     "23|Kegiatan yang bergeser|90.000.000|1.700.000|2.450.000||4.150.000|||\n"
     "24|Kegiatan yang meragukan|70.000.000|1.500.000|2.250.000||4.750.000|||\n",
     "[22][Kegiatan yang bergeser][80.000.000][1.600.000][2.350.000][][][3.950.000][]\n"
     "[23][Kegiatan yang bergeser][90.000.000][1.700.000][2.450.000][][][4.150.000][]\n"
     "[24][Kegiatan yang meragukan][70.000.000][1.500.000][2.250.000][][][4.750.000][] unsure\n"
     "S010 row 22\nS010 row 23\nS010 row 24\nS010 row 25\n",
     false},
    {"a total behind a blank row and a note has no columns but those of the table above",
     "21|Kegiatan terakhir|70.000.000|1.500.000|2.250.000|||3.750.000|selesai\nPredikat kinerja\n\n"
     "Jumlah dari seluruh kegiatan||460.000.000|25.710.000\n",
     "[20][Kegiatan nomor 20][29.000.000][1.120.000][2.220.000][][][3.340.000][selesai]\n"
     "[21][Kegiatan terakhir][70.000.000][1.500.000][2.250.000][][][3.750.000][selesai]\n"
     "[Jumlah dari seluruh kegiatan][][460.000.000][25.710.000][][][][][]\nS017 row 23\n",
     true},
};

static void slipped_rows(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof SLIPS / sizeof *SLIPS; k++) {
        sr_buf rows = {0}, out = {0};
        sr_import_options options = {0};
        sr_error err = {0};
        sr_doc doc;

        sr_buf_lit(&rows, "No|Kegiatan|Pagu (Rp)|Realisasi TW I (Rp)|Realisasi TW II (Rp)|Realisasi TW III (Rp)|"
                          "Realisasi TW IV (Rp)|Jumlah Realisasi (Rp)|Keterangan\n");
        for (int i = 1; i <= 20; i++)
            sr_buf_printf(&rows, "%d|Kegiatan nomor %d|%d.000.000|1.%03d.000|2.%03d.000|||3.%03d.000|selesai\n", i, i,
                          i + 9, i + 100, i + 200, 2 * i + 300);
        sr_buf_printf(&rows, "%s", SLIPS[k].rows);
        sr_buf_char(&rows, '\0');
        sr_buf text = write_grid(rows.ptr, SLIPS[k].sheet);
        sr_source *source = sr_source_memory(text.ptr, text.len);
        sr_doc_init(&doc);
        doc.flush = normalize;
        doc.flush_context = &out;
        assert_int_equal(sr_importer_pick(source, SR_LIT("x"), &options, &err)->read(source, &options, &doc, &err), 0);
        sr_buf_char(&out, '\0');
        if (strcmp(out.ptr, SLIPS[k].expected) != 0)
            fail_msg("%s:\n%s", SLIPS[k].about, out.ptr);
        sr_source_close(source);
        sr_doc_free(&doc);
        sr_buf_free(&rows);
        sr_buf_free(&text);
        sr_buf_free(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(grids), cmocka_unit_test(batches),
                                       cmocka_unit_test(padded_records), cmocka_unit_test(slipped_rows)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
