/*
 * gen_table.c - writes a large tab table of planning content to standard output.
 *
 *     gen_table BYTES [PAGE_ROWS] [html]
 *
 * At least BYTES bytes of rows as an agency would write them: codes, names, indicators, four quarters' quantities with
 * their unit, money in Indonesian grouping, a percentage with a decimal comma. With PAGE_ROWS a form feed, the header
 * and the number row return after so many rows, as in the text of a printed spreadsheet; without it the table is one.
 * With "html" the same as a page that a program saved: a table, or one for each PAGE_ROWS rows (0: one). The same
 * arguments give the same bytes: the numbers come from a fixed linear congruence.
 */
#include "core/buf.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FLUSH_BYTES = 1 << 20 };

static const char header[] =
    "Kode\tSub Kegiatan\tIndikator Kinerja\tTarget Kinerja\t\t\t\tPagu (Rp)\tRealisasi\t\tPenanggung Jawab\n"
    "\t\t\tTW 1\tTW 2\tTW 3\tTW 4\t\tRp\t%\t\n"
    "1\t2\t3\t4\t5\t6\t7\t8\t9\t10 = 9/8*100\t11\n";

static const struct {
    const char *name, *indicator, *unit;
} activities[] = {
    {"Penyusunan Dokumen Perencanaan Perangkat Daerah",
     "Jumlah dokumen perencanaan perangkat daerah yang disusun tepat waktu sesuai ketentuan", "Dokumen"},
    {"Penyediaan Gaji dan Tunjangan ASN",
     "Jumlah orang yang menerima gaji dan tunjangan ASN pada dinas dan unit pelaksana teknis", "Orang"},
    {"Penyediaan Barang Cetakan dan Penggandaan",
     "Jumlah paket barang cetakan dan penggandaan yang disediakan untuk layanan kantor", "Lembar"},
    {"Pemeliharaan Jaringan Irigasi Permukaan",
     "Panjang jaringan irigasi permukaan yang dioperasikan dan dipelihara pada daerah irigasi kabupaten", "km"},
    {"Pelatihan Tenaga Terampil Konstruksi",
     "Jumlah peserta pelatihan tenaga kerja konstruksi yang lulus uji sertifikasi", "Orang"},
    {"Koordinasi dan Penyusunan Laporan Keuangan",
     "Jumlah laporan keuangan bulanan, triwulanan dan semesteran yang disusun", "Laporan"},
    {"Pengembangan Koleksi Perpustakaan Umum",
     "Jumlah eksemplar bahan pustaka yang diadakan untuk perpustakaan umum dan keliling", "Eksemplar"},
    {"Pembinaan Kelompok Usaha Bersama Nelayan",
     "Jumlah kelompok usaha bersama nelayan yang dibina dan didampingi sampai mandiri", "Kelompok"},
};
static const char *const responsible[] = {"Sekretariat", "Bidang Bina Marga", "Kasubag Keuangan", "Bidang Arsip"};

static uint64_t state = 20250101;

static uint32_t next(uint32_t below)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t)(state >> 33) % below;
}

static void grouped(sr_buf *out, uint64_t value)
{
    char digits[32];
    int n = snprintf(digits, sizeof digits, "%llu", (unsigned long long)value);
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            sr_buf_char(out, '.');
        sr_buf_char(out, digits[i]);
    }
}

static void quarters(sr_buf *out, const char *unit)
{
    for (int q = 0; q < 4; q++) {
        uint32_t n = next(400);
        if (n % 8 == 0)
            sr_buf_lit(out, "-\t");
        else
            sr_buf_printf(out, "%u %s\t", n, unit);
    }
}

static void row(sr_buf *out)
{
    uint32_t a = next(sizeof activities / sizeof activities[0]);
    uint64_t budget = (uint64_t)(1 + next(90000)) * 100000, spent = budget / 10000 * next(10001);
    uint64_t hundredths = (spent * 20000 / budget + 1) / 2;
    sr_buf_printf(out, "1.0%u.%02u.2.%02u.%04u\t%s\t%s\t", 1 + next(6), 1 + next(12), 1 + next(9), 1 + next(60),
                  activities[a].name, activities[a].indicator);
    quarters(out, activities[a].unit);
    grouped(out, budget);
    sr_buf_char(out, '\t');
    grouped(out, spent);
    sr_buf_printf(out, "\t%u,%02u\t%s\n", (unsigned)(hundredths / 100), (unsigned)(hundredths % 100),
                  responsible[next(4)]);
}

/* Rows of tabs as rows of HTML. */
static void as_html(sr_buf *out, sr_slice rows, const char *cell)
{
    for (size_t from = 0; from < rows.len;) {
        const char *end = memchr(rows.ptr + from, '\n', rows.len - from);
        size_t to = end ? (size_t)(end - rows.ptr) : rows.len;
        sr_buf_lit(out, " <tr style='height:15.0pt'>\n");
        for (size_t at = from; at <= to; at++) {
            const char *tab = memchr(rows.ptr + at, '\t', to - at);
            size_t stop = tab ? (size_t)(tab - rows.ptr) : to;
            sr_buf_printf(out, "  <%s class=xl66 style='border-top:none'>", cell);
            sr_buf_slice(out, sr_sub(rows, at, stop));
            sr_buf_printf(out, "</%s>\n", cell);
            at = stop;
        }
        sr_buf_lit(out, " </tr>\n");
        from = to + 1;
    }
}

static void begin(sr_buf *out, bool html)
{
    if (html) {
        sr_buf_lit(out, "<table>\n<thead>\n");
        as_html(out, SR_LIT(header), "th");
        sr_buf_lit(out, "</thead>\n<tbody>\n");
    } else {
        sr_buf_lit(out, header);
    }
}

static void add(sr_buf *out, sr_buf *line, bool html)
{
    if (!html) {
        row(out);
        return;
    }
    line->len = 0;
    row(line);
    as_html(out, (sr_slice){line->ptr, line->len}, "td");
}

static bool put(sr_buf *out, unsigned long long *written)
{
    bool done = fwrite(out->ptr, 1, out->len, stdout) == out->len;

    *written += out->len;
    out->len = 0;
    return done;
}

int main(int argc, char **argv)
{
    unsigned long long bytes = argc > 1 ? strtoull(argv[1], NULL, 10) : 0, written = 0;
    unsigned long page_rows = argc > 2 ? strtoul(argv[2], NULL, 10) : 0, on_page = 0;
    bool html = argc > 3 && strcmp(argv[3], "html") == 0;
    sr_buf out = {0}, line = {0};
    int status = 1;

    if (bytes == 0) {
        fputs("usage: gen_table BYTES [PAGE_ROWS] [html]\n", stderr);
        return 2;
    }
    if (html)
        sr_buf_lit(&out,
                   "<!DOCTYPE html>\n<html><head><meta charset=utf-8></head><body>\n<h1>RENCANA AKSI KINERJA</h1>\n"
                   "<h2>DINAS CONTOH KABUPATEN TANJUNG MERANTI</h2>\n<h2>TAHUN ANGGARAN 2025</h2>\n");
    else
        sr_buf_lit(&out, "RENCANA AKSI KINERJA\nDINAS CONTOH KABUPATEN TANJUNG MERANTI\nTAHUN ANGGARAN 2025\n\n");
    begin(&out, html);
    while (written + out.len < bytes) {
        if (page_rows && on_page == page_rows) {
            if (html)
                sr_buf_lit(&out, "</tbody></table>\n<br style='page-break-before:always'>\n");
            else
                sr_buf_lit(&out, "\f");
            begin(&out, html);
            on_page = 0;
        }
        add(&out, &line, html);
        on_page++;
        if (out.len >= FLUSH_BYTES && !put(&out, &written))
            goto cleanup;
    }
    if (html)
        sr_buf_lit(&out, "</tbody></table>\n</body></html>\n");
    if (!put(&out, &written) || fflush(stdout) != 0)
        goto cleanup;
    status = 0;
cleanup:
    if (status)
        perror("gen_table");
    sr_buf_free(&line);
    sr_buf_free(&out);
    return status;
}
