/* Records as NDJSON and CSV: what is written must read back. */
#include "cli/fields.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

static const struct {
    sr_slice text;
    const char *csv;
} texts[] = {
    {SR_LIT_INIT(""), "\"\""},
    {SR_LIT_INIT("plain"), "plain"},
    {SR_LIT_INIT("a,b"), "\"a,b\""},
    {SR_LIT_INIT("say \"hi\""), "\"say \"\"hi\"\"\""},
    {SR_LIT_INIT("\""), "\"\"\"\""},
    {SR_LIT_INIT("two\nlines"), "\"two\nlines\""},
    {SR_LIT_INIT("cr\rlf"), "\"cr\rlf\""},
    {SR_LIT_INIT("tab\tback\\slash"), "tab\tback\\slash"},
    {SR_LIT_INIT("\x01\x1f\x7f bell \a"), "\x01\x1f\x7f bell \a"},
    {SR_LIT_INIT("m\xc2\xb2 \xe2\x80\x93 \xf0\x9f\x98\x80"), "m\xc2\xb2 \xe2\x80\x93 \xf0\x9f\x98\x80"},
    {SR_LIT_INIT("a text that is longer than the short way of the writer, with a \" in its middle\n"),
     "\"a text that is longer than the short way of the writer, with a \"\" in its middle\n\""},
    {SR_LIT_INIT("thirty-one bytes and a quote: \""), "\"thirty-one bytes and a quote: \"\"\""},
};
enum { TEXT_COUNT = sizeof texts / sizeof texts[0] };

static void json_reads_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        sr_buf buf = {0};
        sr_fields f = {&buf, SR_AS_NDJSON};
        sr_record_begin(&f);
        sr_field_text(&f, SR_KEY("text"), texts[i].text);
        sr_record_end(&f);
        json_t *object = json_loadb(buf.ptr, buf.len, JSON_REJECT_DUPLICATES, NULL);
        assert_non_null(object);
        json_t *text = json_object_get(object, "text");
        assert_int_equal(json_string_length(text), texts[i].text.len);
        assert_memory_equal(json_string_value(text), texts[i].text.ptr, texts[i].text.len);
        /* One object a line: no line end inside. */
        assert_ptr_equal(memchr(buf.ptr, '\n', buf.len), buf.ptr + buf.len - 1);
        json_decref(object);
        sr_buf_free(&buf);
    }
}

/* Every byte value, at every place in and around a word of eight. */
static void json_escapes_every_byte(void **state)
{
    (void)state;
    for (int c = 0; c < 128; c++)
        for (size_t at = 0; at < 48; at++) {
            char text[48];
            sr_buf buf = {0};
            memset(text, at % 2 ? 'a' : ' ', sizeof text);
            text[at] = (char)c;
            sr_json_text(&buf, (sr_slice){text, sizeof text});
            json_t *value = json_loadb(buf.ptr, buf.len, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
            assert_non_null(value);
            assert_int_equal(json_string_length(value), sizeof text);
            assert_memory_equal(json_string_value(value), text, sizeof text);
            json_decref(value);
            sr_buf_free(&buf);
        }
}

static void csv_is_quoted(void **state)
{
    (void)state;
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        sr_buf buf = {0};
        sr_csv_text(&buf, texts[i].text);
        assert_int_equal(buf.len, strlen(texts[i].csv));
        assert_memory_equal(buf.ptr, texts[i].csv, buf.len);
        sr_buf_free(&buf);
    }
}

static void three_forms_of_one_record(void **state)
{
    static const char *const expected[] = {
        "{\"a\":\"x\",\"none\":null,\"empty\":\"\",\"fact\":null,\"n\":7,\"zero\":0,\"place\":null,\"v\":-1.50,\"b\":"
        "true,"
        "\"j\":{\"k\":1}}\n",
        "x,,\"\",,7,0,,-1.50,true,\"{\"\"k\"\":1}\"\r\n",
        "a,none,empty,fact,n,zero,place,v,b,j\r\n",
    };

    (void)state;
    for (int form = SR_AS_NDJSON; form <= SR_AS_CSV_HEADER; form++) {
        sr_buf buf = {0};
        sr_fields f = {&buf, (sr_form)form};
        sr_record_begin(&f);
        sr_field_text(&f, SR_KEY("a"), SR_LIT("x"));
        sr_field_text(&f, SR_KEY("none"), (sr_slice){0});
        sr_field_text(&f, SR_KEY("empty"), SR_LIT(""));
        sr_field_fact(&f, SR_KEY("fact"), SR_LIT(""));
        sr_field_count(&f, SR_KEY("n"), 7);
        sr_field_count(&f, SR_KEY("zero"), 0);
        sr_field_place(&f, SR_KEY("place"), 0);
        sr_field_decimal(&f, SR_KEY("v"), true, sr_dec(-150, 2));
        sr_field_bool(&f, SR_KEY("b"), true);
        sr_field_json(&f, SR_KEY("j"), SR_LIT("{\"k\":1}"));
        sr_record_end(&f);
        sr_buf_char(&buf, '\0');
        assert_string_equal(buf.ptr, expected[form]);
        sr_buf_free(&buf);
    }
}

/* The short way writes what the plain form of core/decimal.h is, for every scale and sign. */
static void decimals_as_the_core_writes_them(void **state)
{
    static const int64_t coefs[] = {0, 1, 9, 10, 99, 100, 5, 12345, 1234567890, INT64_MAX, INT64_MAX - 7};

    (void)state;
    for (size_t i = 0; i < sizeof coefs / sizeof coefs[0]; i++)
        for (int32_t scale = 0; scale <= SR_DECIMAL_DIGITS; scale++)
            for (int sign = 0; sign < 2; sign++) {
                char text[SR_DECIMAL_TEXT];
                sr_decimal value = sr_dec(sign ? -coefs[i] : coefs[i], scale);
                size_t len = sr_decimal_text(value, text);
                sr_buf buf = {0};
                sr_digits_decimal(&buf, value);
                assert_int_equal(buf.len, len);
                assert_memory_equal(buf.ptr, text, len);
                sr_buf_free(&buf);
            }
    sr_decimal huge;
    assert_true(sr_decimal_digits(SR_LIT("99999999999999999999999999999999999999"), 2, true, &huge));
    sr_buf buf = {0};
    sr_digits_decimal(&buf, huge);
    sr_buf_char(&buf, '\0');
    assert_string_equal(buf.ptr, "-999999999999999999999999999999999999.99");
    sr_buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_reads_back),
        cmocka_unit_test(json_escapes_every_byte),
        cmocka_unit_test(csv_is_quoted),
        cmocka_unit_test(three_forms_of_one_record),
        cmocka_unit_test(decimals_as_the_core_writes_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
