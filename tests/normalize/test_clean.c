/* From raw cells to what a person sees. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "normalize/clean.h"

#include <stdio.h>
#include <stdlib.h>

struct clean_case {
    const char *raw, *text;
    bool bold;
    bool line;
};

static const struct clean_case cases[] = {
    /* nothing to do */
    {"", "", false, false},
    {"   ", "", false, false},
    {" 5.357.829.000 ", "5.357.829.000", false, false},
    {"Jumlah dokumen", "Jumlah dokumen", false, false},
    {"2021\xE2\x80\x93"
     "2026",
     "2021\xE2\x80\x93"
     "2026",
     false, false},
    {"\xC3\xA9t\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D", "\xC3\xA9t\xC3\xA9 \xE2\x80\x9Cx\xE2\x80\x9D", false, false},
    /* blanks and invisible characters */
    {"a  b\t c", "a b c", false, false},
    {"1\xC2\xA0"
     "000\xC2\xA0",
     "1 000", false, false},
    {"\xEF\xBB\xBF"
     "a\xE2\x80\x8B"
     "b\xC2\xAD"
     "c",
     "abc", false, false},
    {"a\xE2\x80\xAF"
     "b\xE3\x80\x80"
     "c",
     "a b c", false, false},
    {"\xC2\xA0", "", false, false},
    /* wrapped lines: a blank, but never between digits */
    {"Penyusunan\nDokumen", "Penyusunan Dokumen", false, false},
    {"12\n34", "12\n34", false, false},
    {"5.357.\n829.000", "5.357.\n829.000", false, false},
    {"12<br>34", "12\n34", false, false},
    {"Target<br/>Kinerja", "Target Kinerja", false, false},
    /* tags */
    {"<b>Tujuan</b>", "Tujuan", true, false},
    {"<b>a</b> b", "a b", false, false},
    {"<B><i>x</i></B>", "x", true, false},
    {"<ul style=\"list-style-type: none\"><li>satu</li><li> dua</li></ul>", "satu\ndua", false, false},
    {"<p>satu</p><p>dua</p>", "satu\ndua", false, false},
    {"m<sup>2</sup>", "m2", false, false},
    {"10<sup>3</sup>", "10^3", false, false},
    {"CO<sub>2</sub>", "CO2", false, false},
    {"a<!-- x --> b", "a b", false, false},
    {"<span lang=EN-US>x</span>", "x", false, false},
    /* what only looks like a tag */
    {"<5%", "<5%", false, false},
    {"< 10", "< 10", false, false},
    {"<nama>", "<nama>", false, false},
    {"x <b and c> y", "x <b and c> y", false, false},
    {"a<b", "a<b", false, false},
    {"3 <= x", "3 <= x", false, false},
    {"<", "<", false, false},
    {"<b", "<b", false, false},
    /* emphasis */
    {"**Tebal**", "Tebal", true, false},
    {"*miring*", "miring", false, false},
    {"***x***", "x", true, false},
    {"(*stackholders*)", "(stackholders)", false, false},
    {"__x__ dan _y_", "x dan y", false, false},
    {"**a** dan **b**", "a dan b", false, false},
    {"Ter**capai**nya", "Tercapainya", false, false},
    {"3 * 4", "3 * 4", false, false},
    {"5*3", "5*3", false, false},
    {"5*3*2", "5*3*2", false, false},
    {"a_b_c", "a_b_c", false, false},
    {"snake_case", "snake_case", false, false},
    {"______", "______", false, false},
    {"*) angka sementara", "*) angka sementara", false, false},
    {"5,2**", "5,2**", false, false},
    {"**", "**", false, false},
    {"****", "****", false, false},
    {"*", "*", false, false},
    {"**a", "**a", false, false},
    {"#####", "#####", false, false},
    /* links */
    {"[BKD](http://bkd.example.id/x)", "BKD", false, false},
    {"lihat [a@b.id](mailto:a@b.id).", "lihat a@b.id.", false, false},
    {"![logo](a.png)", "logo", false, false},
    {"<https://bkd.example.id>", "https://bkd.example.id", false, false},
    {"<a@b.id>", "a@b.id", false, false},
    {"[1](2)", "[1](2)", false, false},
    {"[x]", "[x]", false, false},
    {"[", "[", false, false},
    {"a](b.c)", "a](b.c)", false, false},
    /* escapes */
    {"a \\| b", "a | b", false, false},
    {"1\\. x\\-y \\*z\\*", "1. x-y *z*", false, false},
    {"C:\\data", "C:\\data", false, false},
    {"x\\", "x\\", false, false},
    /* entities */
    {"A &amp; B", "A & B", false, false},
    {"&lt;b&gt;", "<b>", false, false},
    {"1&nbsp;000", "1 000", false, false},
    {"2021&#8211;2026",
     "2021\xE2\x80\x93"
     "2026",
     false, false},
    {"&#x2013;", "\xE2\x80\x93", false, false},
    {"&#150;", "\xE2\x80\x93", false, false},
    {"&#0;&#xD800;&#1114112;", "&#0;&#xD800;&#1114112;", false, false},
    {"R&D; x", "R&D; x", false, false},
    {"Tom & Jerry", "Tom & Jerry", false, false},
    {"&", "&", false, false},
    /* lines outside tables */
    {"## KATA PENGANTAR", "KATA PENGANTAR", false, true},
    {"## **1.4 Sistematika**", "1.4 Sistematika", true, true},
    {"##### Bagian Umum", "Bagian Umum", false, true},
    {"#####", "#####", false, true},
    {"**RENCANA AKSI", "RENCANA AKSI", true, true},
    {"TAHUN 2022**", "TAHUN 2022", true, true},
    {"#hashtag", "#hashtag", false, true},
};

static void cells_read_well(void **state)
{
    sr_arena arena = SR_ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned flags;
        sr_slice raw = sr_str(cases[i].raw);
        sr_slice text = cases[i].line ? sr_clean_line(&arena, raw, &flags) : sr_clean_text(&arena, raw, &flags);
        if (!sr_eq(text, sr_str(cases[i].text)))
            fail_msg("\"%s\" became \"%.*s\", not \"%s\"", cases[i].raw, SR_FMT(text), cases[i].text);
        if (!(flags & SR_CLEAN_BOLD) != !cases[i].bold)
            fail_msg("\"%s\": bold is %d", cases[i].raw, !cases[i].bold);
    }
    sr_arena_free(&arena);
}

static void clean_text_is_not_copied(void **state)
{
    static const char raw[] = "  Jumlah (Rp) 1.000,00 - 5% a/b  ";
    unsigned flags;
    sr_arena arena = SR_ARENA_INIT;
    sr_slice text = sr_clean_text(&arena, SR_LIT(raw), &flags);

    (void)state;
    assert_ptr_equal(text.ptr, raw + 2);
    assert_int_equal(text.len, sizeof raw - 1 - 4);
    assert_int_equal(flags, 0);
    assert_int_equal(arena.held, 0);
    text = sr_clean_text(&arena, (sr_slice){NULL, 0}, NULL);
    assert_int_equal(text.len, 0);
    assert_non_null(text.ptr);
}

/* Whatever the bytes are: no crash, no growth, no NUL, no blanks at the ends, clean text stays as it is. */
static void any_bytes(void **state)
{
    static const char *const bits[] = {"*",
                                       "**",
                                       "_",
                                       "<b>",
                                       "</b>",
                                       "<br>",
                                       "<",
                                       ">",
                                       "[",
                                       "](a.b)",
                                       "]",
                                       "\\",
                                       "&amp;",
                                       "&",
                                       "x",
                                       "1",
                                       " ",
                                       "\n",
                                       "\xC2\xA0",
                                       "\xE2\x80\x93",
                                       "\xE2\x80\x8B",
                                       "\xF0\x9F\x98\x80",
                                       "<!--",
                                       "-->",
                                       "!",
                                       "<p>",
                                       "<sup>",
                                       "\xC2\xAD"};
    uint32_t seed = 99;
    sr_arena arena = SR_ARENA_INIT;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        char raw[256];
        size_t len = 0;
        for (int i = 0; i < 24; i++) {
            seed = seed * 1664525 + 1013904223;
            const char *bit = bits[(seed >> 16) % (sizeof bits / sizeof *bits)];
            memcpy(raw + len, bit, strlen(bit));
            len += strlen(bit);
        }
        char *exact = malloc(len);
        memcpy(exact, raw, len); /* so that a sanitizer sees reads behind the end */
        sr_slice text = sr_clean_text(&arena, (sr_slice){exact, len}, NULL);
        assert_true(text.len <= len);
        if (text.len) {
            assert_false(sr_is_blank((unsigned char)text.ptr[0]));
            assert_false(sr_is_blank((unsigned char)text.ptr[text.len - 1]));
            assert_null(memchr(text.ptr, 0, text.len));
        }
        free(exact);
        sr_arena_reset(&arena);
    }
    sr_arena_free(&arena);
}

/* One special sign at each place of texts of each length: the quick look must find it. */
static void nothing_is_overlooked(void **state)
{
    static const char signs[] = "<*[\\&_\n\t\r\v\f";
    sr_arena arena = SR_ARENA_INIT;

    (void)state;
    for (size_t len = 2; len < 70; len++) {
        for (size_t at = 1; at + 1 < len; at++) {
            char raw[80];
            unsigned flags;
            memset(raw, 'x', len);
            for (const char *sign = signs; *sign; sign++) {
                raw[at] = *sign;
                sr_clean_text(&arena, (sr_slice){raw, len}, &flags);
                assert_int_equal(flags & SR_CLEAN_CHANGED, SR_CLEAN_CHANGED);
            }
            raw[at] = ' ';
            assert_ptr_equal(sr_clean_text(&arena, (sr_slice){raw, len}, &flags).ptr, raw);
            if (at + 2 < len) {
                raw[at + 1] = ' ';
                assert_int_equal(sr_clean_text(&arena, (sr_slice){raw, len}, &flags).len, len - 1);
                memcpy(raw + at, "\xC2\xA0", 2);
                assert_int_equal(sr_clean_text(&arena, (sr_slice){raw, len}, &flags).len, len - 1);
            }
        }
        sr_arena_reset(&arena);
    }
    sr_arena_free(&arena);
}

/* A megabyte of openers must not be looked through once for each. */
static void hostile_texts_are_linear(void **state)
{
    static const char *const units[] = {"a *b ", "[", "<", "<b ", "&", "**a ", "_a ", "[a](", "<!--", "*a **b "};
    sr_arena arena = SR_ARENA_INIT;
    size_t size = 1024 * 1024;
    char *raw = malloc(size);

    (void)state;
    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        for (size_t i = 0, n = strlen(units[u]); i < size; i++)
            raw[i] = units[u][i % n];
        sr_clean_text(&arena, (sr_slice){raw, size}, NULL);
        sr_arena_reset(&arena);
    }
    free(raw);
    sr_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_read_well),
        cmocka_unit_test(clean_text_is_not_copied),
        cmocka_unit_test(any_bytes),
        cmocka_unit_test(nothing_is_overlooked),
        cmocka_unit_test(hostile_texts_are_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
