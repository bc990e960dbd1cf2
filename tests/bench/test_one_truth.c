/*
 * One table, one truth: the same content gives the same measures through every door, apart from places in the source.
 *
 * A further form of a document is one line in `doors`.
 */
#include "bench/generate/generate.h"
#include "cli/pipeline.h"
#include "cli/records.h"
#include "tests/importers/ods.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SEEDS = 54 /* every kind of table, each in several documents */ };

typedef enum sheet { NO_SHEET, FLAT, PACKED, TYPED /* packed, and numbers are numbers */ } sheet;

static const struct door {
    gen_form form;
    sr_format format; /* as which it must be recognized */
    sheet sheet;      /* the tab text made into a spreadsheet */
} doors[] = {
    {GEN_FORM_TAB, SR_FORMAT_TEXT, NO_SHEET}, {GEN_FORM_PIPE, SR_FORMAT_TEXT, NO_SHEET},
    {GEN_FORM_CSV, SR_FORMAT_CSV, NO_SHEET},  {GEN_FORM_HTML, SR_FORMAT_HTML, NO_SHEET},
    {GEN_FORM_TAB, SR_FORMAT_ODS, FLAT},      {GEN_FORM_TAB, SR_FORMAT_ODS, PACKED},
    {GEN_FORM_TAB, SR_FORMAT_ODS, TYPED},
};

/* ---- sheets ---------------------------------------------------------------------------------- */

/* 1.234.567 where thousands are parted by that sign, in plain digits; false for what else there is. */
static bool plain_digits(sr_slice text, char group, char *out, size_t max)
{
    size_t n = 0, since = 0;
    bool grouped = false;

    for (size_t i = 0; i < text.len; i++, since++) {
        if (sr_is_digit((unsigned char)text.ptr[i]) && n + 1 < max) {
            out[n++] = text.ptr[i];
        } else if (text.ptr[i] == group && since > 0 && (grouped ? since == 3 : since <= 3)) {
            grouped = true;
            since = SIZE_MAX;
        } else {
            return false;
        }
    }
    out[n] = '\0';
    return grouped && since == 3 && n > 6; /* 1.234 could be a code, or have decimals */
}

static void put_cell(sr_buf *xml, sr_slice text, char group, bool typed)
{
    char value[40];

    if (text.len == 0) {
        sr_buf_lit(xml, "<table:table-cell/>");
        return;
    }
    if (typed && plain_digits(text, group, value, sizeof value))
        sr_buf_printf(xml, "<table:table-cell office:value-type=\"float\" office:value=\"%s\"><text:p>", value);
    else
        sr_buf_lit(xml, "<table:table-cell office:value-type=\"string\"><text:p>");
    for (size_t i = 0; i < text.len; i++)
        sr_buf_slice(xml, text.ptr[i] == '<'   ? SR_LIT("&lt;")
                          : text.ptr[i] == '&' ? SR_LIT("&amp;")
                                               : sr_sub(text, i, i + 1));
    sr_buf_lit(xml, "</text:p></table:table-cell>");
}

/* A row a line, a cell from tab to tab. Owned by the caller. */
static sr_buf sheet_of(const gen_doc *doc, sheet kind)
{
    sr_buf xml = {0};
    sr_slice rest = {doc->text.ptr, doc->text.len};

    sr_buf_lit(&xml, ODS_HEAD "<table:table table:name=\"Sheet1\">");
    while (rest.len) {
        const char *end = memchr(rest.ptr, '\n', rest.len);
        sr_slice line = sr_sub(rest, 0, end ? (size_t)(end - rest.ptr) : rest.len);
        rest = sr_sub(rest, line.len + (end != NULL), rest.len);
        sr_buf_lit(&xml, "<table:table-row>");
        for (size_t at = 0; at <= line.len;) {
            const char *tab = memchr(line.ptr + at, '\t', line.len - at);
            size_t to = tab ? (size_t)(tab - line.ptr) : line.len;
            put_cell(&xml, sr_sub(line, at, to), doc->english ? ',' : '.', kind == TYPED);
            at = to + 1;
        }
        sr_buf_lit(&xml, "</table:table-row>");
    }
    sr_buf_lit(&xml, "</table:table>" ODS_FOOT);
    if (kind == FLAT)
        return xml;
    sr_slice package = ods_package((sr_slice){xml.ptr, xml.len});
    sr_buf packed = {0};
    sr_buf_slice(&packed, package);
    free((void *)(uintptr_t)package.ptr);
    sr_buf_free(&xml);
    return packed;
}

static const char *door_name(const struct door *door)
{
    static const char *const sheets[] = {"", "flat ODS", "ODS", "ODS with numbers"};

    return door->sheet ? sheets[door->sheet] : gen_form_name(door->form);
}

/* ---- measures -------------------------------------------------------------------------------- */

/* A sink that keeps the measures as records, a line each, without their places. */
typedef struct keeper {
    sr_sink sink; /* first: the pipeline sees only this */
    sr_records records;
    sr_buf measures;
    sr_format format;
    size_t rows;
} keeper;

/* Takes "key":123, out of a record. */
static void drop_number(sr_buf *record, const char *key)
{
    char *at = strstr(record->ptr, key), *end = at ? at + strlen(key) : NULL;

    while (end && sr_is_digit((unsigned char)*end))
        end++;
    if (!end || *end != ',')
        return;
    memmove(at, end + 1, record->len - (size_t)(end + 1 - record->ptr) + 1);
    record->len -= (size_t)(end + 1 - at);
}

static void keep_lines(keeper *k, sr_buf *lines)
{
    sr_buf_char(lines, '\0');
    for (char *at = lines->ptr, *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        sr_buf record = {0};
        sr_buf_add(&record, at, (size_t)(end - at) + 1);
        sr_buf_char(&record, '\0');
        record.len--;
        drop_number(&record, "\"line_no\":");
        drop_number(&record, "\"row_no\":");
        sr_buf_add(&k->measures, record.ptr, record.len);
        sr_buf_free(&record);
    }
}

static int begin(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    keeper *k = (keeper *)sink;

    (void)doc;
    (void)err;
    sr_records_document(&k->records);
    return 0;
}

static int batch(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    keeper *k = (keeper *)sink;
    sr_buf lines = {0};

    (void)err;
    k->format = doc->format;
    for (size_t t = 0; t < doc->n_tables; t++) {
        const sr_table *table = doc->tables[t];
        sr_records_table(&k->records, doc, table, SR_STREAM_MEASURES);
        for (size_t r = 0; r < table->n_rows; r++) {
            sr_records_measures(&k->records, table, table->rows[r], &lines);
            k->rows += sr_row_is_data(table->rows[r]);
        }
    }
    keep_lines(k, &lines);
    sr_buf_free(&lines);
    return 0;
}

static int end(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    (void)sink;
    (void)doc;
    (void)err;
    return 0;
}

static int refuse(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    (void)sink;
    (void)doc;
    (void)err;
    fail_msg("refused: %s", why->message);
    return 0;
}

static void abandon(sr_sink *sink, const sr_doc *doc)
{
    (void)sink;
    (void)doc;
}

static void read_text(keeper *k, sr_slice text, const char *what)
{
    char path[] = "/tmp/saring-truth-XXXXXX";
    int fd = mkstemp(path);
    sr_report report;
    sr_error err = {0};
    sr_import_options import = {.format = SR_FORMAT_UNKNOWN};
    sr_input input = {.path = path, .name = SR_LIT("document"), .identity = SR_LIT("document")};

    *k = (keeper){.sink = {begin, batch, end, refuse, abandon}};
    sr_records_init(&k->records, SR_AS_NDJSON, false);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text.ptr, text.len), text.len);
    close(fd);
    if (sr_pipeline_run(&input, &import, NULL, NULL, &k->sink, &report, &err) != 0)
        fail_msg("%s: %s", what, err.message);
    unlink(path);
}

static void read_door(keeper *k, const struct door *door, uint64_t seed)
{
    gen_doc truth;

    gen_generate(&truth, seed, door->form, 0);
    sr_buf made = door->sheet ? sheet_of(&truth, door->sheet) : (sr_buf){0};
    const sr_buf *bytes = door->sheet ? &made : &truth.text;
    read_text(k, (sr_slice){bytes->ptr, bytes->len}, door_name(door));
    sr_buf_free(&made);
    gen_free(&truth);
}

static void close_door(keeper *k)
{
    sr_records_free(&k->records);
    sr_buf_free(&k->measures);
}

/* The first lines that differ, for a person. */
static void say_difference(const char *door, uint64_t seed, const keeper *first, const keeper *k)
{
    sr_slice a = {first->measures.ptr, first->measures.len}, b = {k->measures.ptr, k->measures.len};
    size_t at = 0, from = 0;

    while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at]) {
        at++;
        if (a.ptr[at - 1] == '\n')
            from = at;
    }
    fail_msg("%s, seed %llu:\n%.*s\n%.*s", door, (unsigned long long)seed,
             (int)(a.len - from < 1200 ? a.len - from : 1200), a.ptr + from,
             (int)(b.len - from < 1200 ? b.len - from : 1200), b.ptr + from);
}

static void every_door_leads_to_the_same_measures(void **state)
{
    size_t bytes = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        keeper first, k;
        read_door(&first, &doors[0], seed);
        for (size_t d = 1; d < sizeof doors / sizeof *doors; d++) {
            read_door(&k, &doors[d], seed);
            if (k.format != doors[d].format)
                fail_msg("%s, seed %llu: read as %s", door_name(&doors[d]), (unsigned long long)seed,
                         sr_format_name(k.format));
            if (!sr_eq((sr_slice){first.measures.ptr, first.measures.len}, (sr_slice){k.measures.ptr, k.measures.len}))
                say_difference(door_name(&doors[d]), seed, &first, &k);
            close_door(&k);
        }
        bytes += first.measures.len;
        close_door(&first);
    }
    assert_true(bytes > 1000000); /* there was something to compare */
}

/* ---- a document with all that makes doors differ --------------------------------------------- */

/*
 * A line a row, '|' between cells, '/' where a cell's text goes on in its next line. In the header ">2" spans columns
 * and "v2" rows.
 */
static const char *const header[] = {
    "Kode v2|Program dan Kegiatan v2|Indikator Kinerja v2|Target >2|Realisasi >2|Capaian (%) v2|Sisa Pagu (Rp) v2",
    "Kinerja|Rp|Kinerja|Rp",
    "1|2|3|4|5|6|7|8|9",
};
static const char *const content[] = {
    "1.01.01|Program Penunjang Urusan/Pemerintahan Daerah|Nilai SAKIP|80,50|6.250.000|75,25|5.000.000|93,48|1.250.000",
    "1.01.01.2.01|Perencanaan, Penganggaran, dan/Evaluasi Kinerja/Perangkat Daerah|Jumlah dokumen|2 "
    "Dokumen|1.000.000|2 "
    "Dokumen|1.250.000|100,00|(250.000)",
    "1.01.01.2.02|Administrasi \"Keuangan\" & <Gaji>|Jumlah orang; ASN|25 Orang|5.250.000|-|3.750.000|-|1.500.000",
    "1.01.02|Program Pengelolaan Pendidikan|Persentase sekolah|88,75 %|10.000.000|nihil|10.000.000|-|-",
    "1.01.02.2.01|Pengelolaan Pendidikan/Sekolah Dasar|Jumlah sekolah|12 Unit|10.000.000|0 Unit|10.000.000|0,00|0",
};
enum { COLUMNS = 9, HEADER_ROWS = sizeof header / sizeof *header, ROWS = sizeof content / sizeof *content };

/* Cell n of a line; false behind the last. Its spans are taken off. */
static bool cell_of(const char *line, unsigned n, sr_slice *cell, unsigned *columns, unsigned *rows)
{
    sr_slice rest = sr_str(line);

    for (;; n--) {
        const char *end = memchr(rest.ptr, '|', rest.len);
        *cell = sr_sub(rest, 0, end ? (size_t)(end - rest.ptr) : rest.len);
        if (n == 0)
            break;
        if (!end)
            return false;
        rest = sr_sub(rest, cell->len + 1, rest.len);
    }
    *columns = *rows = 1;
    if (cell->len > 3 && cell->ptr[cell->len - 3] == ' ' && strchr(">v", cell->ptr[cell->len - 2])) {
        *(cell->ptr[cell->len - 2] == '>' ? columns : rows) = (unsigned)(cell->ptr[cell->len - 1] - '0');
        cell->len -= 3;
    }
    return true;
}

/* The header's rows with a cell in each place, blank under and beside spans; other lines as they are. */
static void grid_of(const char *line, unsigned header_row, sr_slice grid[COLUMNS])
{
    unsigned columns, rows, at = 0;

    memset(grid, 0, COLUMNS * sizeof *grid);
    for (unsigned n = 0; at < COLUMNS; n++) {
        sr_slice cell;
        if (header_row == 1 && at == 0)
            at = 3; /* under what spans two rows */
        if (!cell_of(line, n, &cell, &columns, &rows))
            return;
        grid[at] = cell;
        at += columns;
    }
}

/* Part n of a text whose lines '/' parts; absent behind the last. Of a header all is one part. */
static sr_slice part_of(sr_slice text, unsigned n)
{
    for (; text.len; n--) {
        const char *end = memchr(text.ptr, '/', text.len);
        sr_slice part = sr_sub(text, 0, end ? (size_t)(end - text.ptr) : text.len);
        if (n == 0)
            return part;
        text = sr_sub(text, part.len + (end != NULL), text.len);
    }
    return text;
}

static void put_html(sr_buf *out, sr_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        switch (text.ptr[i]) {
        case '<':
            sr_buf_lit(out, "&lt;");
            break;
        case '&':
            sr_buf_lit(out, "&amp;");
            break;
        case '/':
            sr_buf_lit(out, "<br>");
            break;
        default:
            sr_buf_char(out, text.ptr[i]);
        }
}

static void write_html(sr_buf *out)
{
    sr_buf_lit(out, "<!DOCTYPE html><meta charset=utf-8><h1>DINAS CONTOH KOTA ANGIN</h1>\n"
                    "<h2>RENCANA KERJA TAHUN 2024</h2>\n<table>\n");
    for (unsigned r = 0; r < HEADER_ROWS + ROWS; r++) {
        const char *line = r < HEADER_ROWS ? header[r] : content[r - HEADER_ROWS];
        unsigned columns, rows;
        sr_slice cell;
        sr_buf_lit(out, "<tr>");
        for (unsigned n = 0; cell_of(line, n, &cell, &columns, &rows); n++) {
            sr_buf_printf(out, "<td colspan=%u rowspan=%u>", columns, rows);
            put_html(out, cell);
        }
        sr_buf_char(out, '\n');
    }
    sr_buf_lit(out, "</table>\n");
}

/* A record; a field with a sign of the dialect in it stands in quotes. */
static void write_csv(sr_buf *out)
{
    sr_buf_lit(out, "DINAS CONTOH KOTA ANGIN\nRENCANA KERJA TAHUN 2024\n\n");
    for (unsigned r = 0; r < HEADER_ROWS + ROWS; r++) {
        sr_slice grid[COLUMNS];
        grid_of(r < HEADER_ROWS ? header[r] : content[r - HEADER_ROWS], r, grid);
        for (unsigned c = 0; c < COLUMNS; c++) {
            sr_slice t = grid[c];
            bool quoted =
                t.len && (memchr(t.ptr, ';', t.len) || memchr(t.ptr, '"', t.len) || memchr(t.ptr, '/', t.len));
            sr_buf_slice(out, c ? SR_LIT(";") : SR_LIT(""));
            sr_buf_slice(out, quoted ? SR_LIT("\"") : SR_LIT(""));
            for (size_t i = 0; i < t.len; i++) {
                if (t.ptr[i] == '"')
                    sr_buf_char(out, '"');
                sr_buf_char(out, t.ptr[i] == '/' ? '\n' : t.ptr[i]);
            }
            sr_buf_slice(out, quoted ? SR_LIT("\"") : SR_LIT(""));
        }
        sr_buf_char(out, '\n');
    }
}

/* In text a name goes on in the row below. */
static void write_text(sr_buf *out, bool pipes)
{
    sr_buf_lit(out, "DINAS CONTOH KOTA ANGIN\nRENCANA KERJA TAHUN 2024\n\n");
    for (unsigned r = 0; r < HEADER_ROWS + ROWS; r++) {
        sr_slice grid[COLUMNS];
        bool more = true;
        grid_of(r < HEADER_ROWS ? header[r] : content[r - HEADER_ROWS], r, grid);
        for (unsigned n = 0; more; n++) {
            more = false;
            sr_buf_slice(out, pipes ? SR_LIT("| ") : SR_LIT(""));
            for (unsigned c = 0; c < COLUMNS; c++) {
                sr_buf_slice(out, c == 0 ? SR_LIT("") : pipes ? SR_LIT(" | ") : SR_LIT("\t"));
                sr_buf_slice(out, part_of(grid[c], n));
                more |= part_of(grid[c], n + 1).len > 0;
            }
            sr_buf_slice(out, pipes ? SR_LIT(" |\n") : SR_LIT("\n"));
        }
    }
}

static void what_makes_doors_differ(void **state)
{
    static const char *const names[] = {"tab", "pipe", "CSV", "HTML"};
    static const sr_format formats[] = {SR_FORMAT_TEXT, SR_FORMAT_TEXT, SR_FORMAT_CSV, SR_FORMAT_HTML};
    keeper first, k;

    (void)state;
    for (size_t d = 0; d < sizeof names / sizeof *names; d++) {
        sr_buf text = {0};
        if (d < 2)
            write_text(&text, d == 1);
        else
            (d == 2 ? write_csv : write_html)(&text);
        read_text(d ? &k : &first, (sr_slice){text.ptr, text.len}, names[d]);
        assert_int_equal((d ? &k : &first)->format, formats[d]);
        sr_buf_free(&text);
        if (d == 0)
            continue;
        if (!sr_eq((sr_slice){first.measures.ptr, first.measures.len}, (sr_slice){k.measures.ptr, k.measures.len}))
            say_difference(names[d], 0, &first, &k);
        close_door(&k);
    }
    sr_buf_char(&first.measures, '\0');
    assert_non_null(strstr(first.measures.ptr, "\"value\":-250000,"));
    assert_non_null(strstr(first.measures.ptr, "\"value\":93.48,"));
    assert_non_null(strstr(first.measures.ptr, "Perencanaan, Penganggaran, dan Evaluasi Kinerja Perangkat Daerah"));
    close_door(&first);
}

/* ---- several tables in one grid -------------------------------------------------------------- */

/*
 * A line a row, '|' between cells, ">2" before one that spans columns, '/' where its text goes on in the next line; "~"
 * before a row that a sheet hides; a line without '|' is a line of text. The third table is the first one's next page.
 */
static const char *const stacked[] = {
    "RENCANA KERJA DINAS CONTOH KOTA ANGIN TAHUN 2024",
    "",
    "Tabel 2.1 Capaian Kinerja dan Anggaran",
    "No|Program dan Kegiatan|Indikator Kinerja|>2Target|>2Realisasi|Capaian (%)|Sisa Pagu (Rp)",
    "|||Kinerja|Rp|Kinerja|Rp||",
    "1|2|3|4|5|6|7|8|9",
    "1|Program Penunjang Urusan|Nilai SAKIP|80,50 %|6.250.000|75,25 %|5.000.000|93,48|1.250.000",
    "2|Perencanaan, Penganggaran, dan/Evaluasi Kinerja|Jumlah dokumen|2 Dok|1.000.000|2 Dok|1.250.000|100,00|(250.000)",
    "~3|Administrasi Keuangan|Jumlah orang|25 Orang|5.250.000|-|3.750.000|-|1.500.000",
    "4|Program Pengelolaan Pendidikan|Persentase sekolah|88,75 %|10.000.000|nihil|11.500.000|-|(1.500.000)",
    "Tabel 2.2 Pagu Indikatif menurut Bidang",
    "Kode|Bidang|>2Pagu Indikatif (Rp)",
    "||2024|2025",
    "K.1|Bidang Mutasi|12.500.000|13.750.000",
    "K.2|Bidang Pembinaan|8.250.000|7.125.000",
    "K.3|Sekretariat|20.750.000|20.875.000",
    "Tabel 2.1 Capaian Kinerja dan Anggaran (lanjutan)",
    "No|Program dan Kegiatan|Indikator Kinerja|>2Target|>2Realisasi|Capaian (%)|Sisa Pagu (Rp)",
    "|||Kinerja|Rp|Kinerja|Rp||",
    "1|2|3|4|5|6|7|8|9",
    "5|Pengelolaan Sekolah Dasar|Jumlah sekolah|12 Unit|10.000.000|0 Unit|10.000.000|0,00|0",
    "6|Pengelolaan Sekolah Menengah|Jumlah sekolah|4 Unit|7.000.000|3 Unit|6.125.000|75,00|875.000",
};
enum { STACKED = sizeof stacked / sizeof *stacked, WIDTH = 9 };

typedef enum stack_door { AS_TEXT, AS_PAGE, AS_SHEET, AS_CSV, STACK_DOORS } stack_door;

/* The next cell of a row; *span: columns. */
static sr_slice next_cell(sr_slice *rest, unsigned *span)
{
    const char *end = memchr(rest->ptr, '|', rest->len);
    sr_slice cell = sr_sub(*rest, 0, end ? (size_t)(end - rest->ptr) : rest->len);

    *rest = end ? sr_sub(*rest, cell.len + 1, rest->len) : (sr_slice){NULL, 0};
    *span = 1;
    if (cell.len > 1 && cell.ptr[0] == '>') {
        *span = (unsigned)(cell.ptr[1] - '0');
        cell = sr_sub(cell, 2, cell.len);
    }
    return cell;
}

static void put_stacked_cell(sr_buf *out, stack_door door, sr_slice cell, unsigned span, unsigned at)
{
    switch (door) {
    case AS_PAGE:
        sr_buf_printf(out, "<td colspan=%u>", span);
        put_html(out, cell);
        return;
    case AS_SHEET:
        sr_buf_printf(out, "<table:table-cell office:value-type=\"string\" table:number-columns-spanned=\"%u\">", span);
        for (unsigned n = 0; part_of(cell, n).len; n++)
            sr_buf_printf(out, "<text:p>%.*s</text:p>", SR_FMT(part_of(cell, n)));
        sr_buf_lit(out, "</table:table-cell>");
        while (--span)
            sr_buf_lit(out, "<table:covered-table-cell/>");
        return;
    default:
        sr_buf_slice(out, at == 0 ? SR_LIT("") : door == AS_CSV ? SR_LIT(";") : SR_LIT("\t"));
        if (door == AS_CSV && memchr(cell.ptr ? cell.ptr : "", '/', cell.len))
            sr_buf_printf(out, "\"%.*s\n%.*s\"", SR_FMT(part_of(cell, 0)), SR_FMT(part_of(cell, 1)));
        else
            sr_buf_slice(out, door == AS_TEXT ? part_of(cell, 0) : cell);
        while (--span)
            sr_buf_char(out, door == AS_CSV ? ';' : '\t');
    }
}

/* In text the rest of a name stands in the row below. */
static void put_rest(sr_buf *out, sr_slice line)
{
    for (unsigned at = 0, span; line.ptr; at++) {
        sr_slice rest = part_of(next_cell(&line, &span), 1);
        sr_buf_slice(out, at ? SR_LIT("\t") : SR_LIT(""));
        sr_buf_slice(out, rest.len ? rest : SR_LIT(""));
    }
    sr_buf_char(out, '\n');
}

static void put_stacked_row(sr_buf *out, stack_door door, const char *text)
{
    sr_slice line = sr_str(text), rest;
    bool hidden = text[0] == '~', lone = !strchr(text, '|');
    unsigned at = 0, span;

    line = rest = hidden ? sr_sub(line, 1, line.len) : line;
    if (door == AS_PAGE)
        sr_buf_lit(out, "<tr>");
    else if (door == AS_SHEET)
        sr_buf_printf(out, "<table:table-row%s>", hidden ? " table:visibility=\"collapse\"" : "");
    for (; rest.ptr && (!lone || line.len); at += span) {
        sr_slice cell = next_cell(&rest, &span);
        put_stacked_cell(out, door, lone ? line : cell, span, at);
        if (lone)
            rest.ptr = NULL;
    }
    for (; door == AS_CSV && at < WIDTH - (at == 0); at++)
        sr_buf_char(out, ';');
    sr_buf_slice(out, door == AS_SHEET ? SR_LIT("</table:table-row>") : SR_LIT("\n"));
    if (door == AS_TEXT && !lone && memchr(line.ptr, '/', line.len))
        put_rest(out, line);
}

static sr_buf write_stacked(stack_door door)
{
    sr_buf out = {0};

    sr_buf_slice(&out, door == AS_PAGE    ? SR_LIT("<!DOCTYPE html><meta charset=utf-8><table>\n")
                       : door == AS_SHEET ? SR_LIT(ODS_HEAD "<table:table table:name=\"Sheet1\">")
                                          : SR_LIT(""));
    for (unsigned r = 0; r < STACKED; r++)
        put_stacked_row(&out, door, stacked[r]);
    sr_buf_slice(&out, door == AS_PAGE    ? SR_LIT("</table>\n")
                       : door == AS_SHEET ? SR_LIT("</table:table>" ODS_FOOT)
                                          : SR_LIT(""));
    return out;
}

static void tables_in_one_grid(void **state)
{
    static const char *const names[] = {"tab", "a page that is a sheet", "a sheet", "padded CSV"};
    static const sr_format formats[] = {SR_FORMAT_TEXT, SR_FORMAT_HTML, SR_FORMAT_ODS, SR_FORMAT_CSV};
    keeper first, k;

    (void)state;
    for (stack_door door = AS_TEXT; door < STACK_DOORS; door++) {
        sr_buf text = write_stacked(door);
        read_text(door ? &k : &first, (sr_slice){text.ptr, text.len}, names[door]);
        assert_int_equal((door ? &k : &first)->format, formats[door]);
        sr_buf_free(&text);
        if (door == AS_TEXT)
            continue;
        if (!sr_eq((sr_slice){first.measures.ptr, first.measures.len}, (sr_slice){k.measures.ptr, k.measures.len}))
            say_difference(names[door], 0, &first, &k);
        close_door(&k);
    }
    sr_buf_char(&first.measures, '\0');
    assert_non_null(strstr(first.measures.ptr, "\"value\":-1500000,"));
    assert_non_null(strstr(first.measures.ptr, "\"value\":13750000,"));
    assert_non_null(strstr(first.measures.ptr, "Perencanaan, Penganggaran, dan Evaluasi Kinerja"));
    close_door(&first);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_door_leads_to_the_same_measures),
                                       cmocka_unit_test(what_makes_doors_differ), cmocka_unit_test(tables_in_one_grid)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
