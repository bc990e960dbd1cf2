/*
 * test_cell_formula.c - formulas of cells: which are arithmetic that an audit can follow, and what they say.
 */
#include "core/buf.h"
#include "core/cell_formula.h"
#include "core/cell_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* "sum +D5 +D9:F9 / +Lain!A1", then x100, rounded, replaced. */
static void put(sr_buf *out, const sr_cell_formula *f)
{
    bool below = false;

    sr_buf_printf(out, "%s", sr_operator_name((sr_operator)f->op));
    for (uint32_t i = 0; i < f->n; i++) {
        const sr_cell_range *g = &f->term[i].range;
        sr_buf_printf(out, "%s %c", f->term[i].below && !below ? " /" : "", f->term[i].minus ? '-' : '+');
        below = f->term[i].below;
        sr_cell_place(out, g->sheet.len ? g->sheet : SR_LIT("S"), g->row_first, g->column_first);
        if (g->row_last != g->row_first || g->column_last != g->column_first) {
            sr_buf_char(out, ':');
            sr_cell_place(out, SR_LIT("S"), g->row_last, g->column_last);
        }
    }
    sr_buf_printf(out, "%s%s%s", f->hundred ? " x100" : "", f->rounded ? " rounded" : "",
                  f->replaced ? " replaced" : "");
}

static const struct {
    const char *text, *says; /* NULL: is no such formula */
} cases[] = {
    /* sums */
    {"of:=SUM([.D5:.D9])", "sum +S!D5:S!D9"},
    {"of:=SUM([.D5:.D9];[.D12])", "sum +S!D5:S!D9 +S!D12"},
    {"of:=[.D5]+[.D6]-[.D7]", "sum +S!D5 +S!D6 -S!D7"},
    {"of:=[.D5]-([.D6]-[.D7])", "sum +S!D5 -S!D6 +S!D7"},
    {"of:=-[.D5]+[.D6]", "sum -S!D5 +S!D6"},
    {"of:=+[.D5]+[.D6]", "sum +S!D5 +S!D6"},
    {"of:=SUM([.D5]+[.D6])", "sum +S!D5 +S!D6"},
    {"of:=SUM([.$D$5:.$D$9])", "sum +S!D5:S!D9"},
    {"of:=SUBTOTAL(9;[.D5:.D9])", "sum +S!D5:S!D9"},
    {"of:= SUM( [.D5:.D9] ) ", "sum +S!D5:S!D9"},
    {"oooc:=SUM([.AA10:.AA20])", "sum +S!AA10:S!AA20"},
    {"of:=[.E7]-[.D7]", "difference +S!E7 -S!D7"},
    {"of:=[.E7]", "equal +S!E7"},
    {"of:=(([.E7]))", "equal +S!E7"},
    /* quotients */
    {"of:=[.E7]/[.D7]", "ratio +S!E7 / +S!D7"},
    {"of:=[.E7]/[.D7]*100", "percentage +S!E7 / +S!D7 x100"},
    {"of:=[.E7]/[.D7]*100%", "ratio +S!E7 / +S!D7"},
    {"of:=([.E7]/[.D7])*100", "percentage +S!E7 / +S!D7 x100"},
    {"of:=100*[.E7]/[.D7]", "percentage +S!E7 / +S!D7 x100"},
    {"of:=[.E7]*100/[.D7]", "percentage +S!E7 / +S!D7 x100"},
    {"of:=SUM([.E5:.E7])/SUM([.D5:.D7])*100", "percentage +S!E5:S!E7 / +S!D5:S!D7 x100"},
    {"of:=([.E7]-[.D7])/[.D7]*100", "relative_change +S!E7 -S!D7 / +S!D7 x100"},
    {"of:=([.E7]-[.D7])/[.C7]", "ratio +S!E7 -S!D7 / +S!C7"},
    {"of:=AVERAGE([.D5:.D9])", "average +S!D5:S!D9"},
    {"of:=([.D5]+[.D6])/2", "average +S!D5 +S!D6"},
    {"of:=SUM([.D5:.D8])/4", "average +S!D5:S!D8"},
    {"of:=SUM([.D5:.D8])/5", NULL},
    {"of:=[.D5]*[.E5]", "product +S!D5 +S!E5"},
    {"of:=PRODUCT([.D5];[.E5])", "product +S!D5 +S!E5"},
    /* what stands around them */
    {"of:=ROUND([.E7]/[.D7]*100;2)", "percentage +S!E7 / +S!D7 x100 rounded"},
    {"of:=IF([.D7]=0;0;[.E7]/[.D7]*100)", "percentage +S!E7 / +S!D7 x100 replaced"},
    {"of:=IF([.D7]>0;[.E7]/[.D7];\"\")", "ratio +S!E7 / +S!D7 replaced"},
    {"of:=IF(OR([.D7]=\"a;b\";[.D7]=0);\"-\";[.E7]/[.D7])", "ratio +S!E7 / +S!D7 replaced"},
    {"of:=IFERROR([.E7]/[.D7];0)", "ratio +S!E7 / +S!D7 replaced"},
    /* other sheets */
    {"of:=[Sheet2.D5]", "equal +Sheet2!D5"},
    {"of:=[$Sheet2.$D$5]", "equal +Sheet2!D5"},
    {"of:=SUM([$'Lampiran 1'.D5:.D9])", "sum +'Lampiran 1'!D5:S!D9"},
    {"of:=SUM([$'Lampiran 1'.D5:$'Lampiran 1'.D9])", "sum +'Lampiran 1'!D5:S!D9"},
    {"of:=[Sheet1.D5]+[Sheet2.D5]", "sum +Sheet1!D5 +Sheet2!D5"},
    {"of:=SUM([Sheet1.D5:Sheet3.D5])", NULL},
    {"of:=['file:///tmp/lain.ods'#$Sheet1.A1]", NULL},
    /* as Excel writes them */
    {"=SUM(D5:D9)", "sum +S!D5:S!D9"},
    {"=SUM(D5:D9,D12)", "sum +S!D5:S!D9 +S!D12"},
    {"=E7/D7*100", "percentage +S!E7 / +S!D7 x100"},
    {"='Lampiran 1'!$D$5", "equal +'Lampiran 1'!D5"},
    {"=Sheet2!D5-Sheet2!D6", "difference +Sheet2!D5 -Sheet2!D6"},
    {"=ROUND(E7/D7,2)", "ratio +S!E7 / +S!D7 rounded"},
    /* what is none */
    {"", NULL},
    {"of:=", NULL},
    {"of:=12", NULL},
    {"of:=[.D5]+1", NULL},
    {"of:=[.D5]*2", NULL},
    {"of:=[.D5]*100", NULL},
    {"of:=[.D5:.D9]", NULL},
    {"of:=[.D5:.D9]+[.E5:.E9]", NULL},
    {"of:=SUM([.D5:.D9])/[.E5:.E9]", NULL},
    {"of:=[.E5]/[.D5]/[.C5]", NULL},
    {"of:=[.D5]/100", NULL},
    {"of:=#REF!", NULL},
    {"of:=[.#REF!]", NULL},
    {"of:=SUM([.D5:.#REF!])", NULL},
    {"of:=[.D5]&[.E5]", NULL},
    {"of:=VLOOKUP([.A1];[.B1:.C9];2)", NULL},
    {"of:=SUMIF([.A1:.A9];\"x\";[.B1:.B9])", NULL},
    {"of:=SUBTOTAL(1;[.D5:.D9])", NULL},
    {"of:=SUM([.D5:.D9]", NULL},
    {"of:=SUM([.D5:.D9", NULL},
    {"of:=SUM()", NULL},
    {"of:=[.D0]", NULL},
    {"of:=[.D5:.C4]", NULL},
    {"of:=[.ABCDE5]", NULL},
    {"of:=[.D99999999999999999999]", NULL},
    {"of:=SUM([.D:.D])", NULL},
    {"of:=[.D5]/([.E5]*[.F5])", NULL},
    {"of:=[.E7]/[.D7]-1", NULL},
    {"of:=((((((((((((((((((([.A1])))))))))))))))))))", NULL},
    {"of:={=SUM([.D5])}", NULL},
    {"of:=IF([.D7]=0;0;1)", NULL},
    {"=SUM(D5:D9", NULL},
    {"=pagu+realisasi", NULL},
    {"of:='", NULL},
    {"of:=[$'", NULL},
};

static void what_formulas_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        static sr_cell_formula f;
        sr_buf out = {0};
        bool read = sr_cell_formula_read(sr_str(cases[i].text), &f);
        if (read)
            put(&out, &f);
        sr_buf_char(&out, '\0');
        if (read != (cases[i].says != NULL) || (read && strcmp(out.ptr, cases[i].says) != 0))
            fail_msg("%s: is '%s', not '%s'", cases[i].text, read ? out.ptr : "none",
                     cases[i].says ? cases[i].says : "none");
        sr_buf_free(&out);
    }
}

static void as_many_terms_as_there_is_room_for(void **state)
{
    static sr_cell_formula f;

    (void)state;
    for (uint32_t n = SR_CELL_TERMS_MAX - 1; n <= SR_CELL_TERMS_MAX + 1; n++) {
        sr_buf text = {0};
        sr_buf_lit(&text, "of:=[.A1]");
        for (uint32_t i = 1; i < n; i++)
            sr_buf_printf(&text, "+[.A%u]", i + 1);
        assert_int_equal(sr_cell_formula_read((sr_slice){text.ptr, text.len}, &f), n <= SR_CELL_TERMS_MAX);
        sr_buf_free(&text);
    }
}

static void names_of_sheets(void **state)
{
    static sr_cell_formula f;

    (void)state;
    assert_true(sr_cell_formula_read(SR_LIT("of:=[$'Jum''at; \"Pagu\".x'.D5]"), &f));
    assert_true(sr_cell_range_on(&f.term[0].range, SR_LIT("Jum'at; \"Pagu\".x")));
    assert_false(sr_cell_range_on(&f.term[0].range, SR_LIT("Jum'at; \"Pagu\".")));
    assert_false(sr_cell_range_on(&f.term[0].range, SR_LIT("Jum'at; \"Pagu\".xy")));
    assert_false(sr_cell_range_on(&f.term[0].range, SR_LIT("Jum''at; \"Pagu\".x")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_formulas_say),
        cmocka_unit_test(as_many_terms_as_there_is_room_for),
        cmocka_unit_test(names_of_sheets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
