"""A sentence for every problem code: what is wrong and what would be accepted."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from faxi.engine.problems import Problem
from faxi.text.faces import date_face
from faxi.text.names import NAMES, name_of, series_name
from faxi.text.words import Words, marked

_MONEY = marked('yuan in digits with at most two decimals, in quotes, such as "50000.00"')
_RATE = marked(
    "a number with unit and period, such as 14.4%/year, 1.2%/month, 0.05%/day, 5‱/day, "
    "年14.4% or 日万分之五"
)
_PERCENT = marked('a number with a percent sign, such as "50%"')
_DATE = marked('a date such as "2025-03-01", years 1900 to 2199')

# What is accepted where a text of some form was expected.
_FORMS: Mapping[str, str] = {
    "money_unreadable": _MONEY,
    "rate_unreadable": _RATE,
    "percent_unreadable": _PERCENT,
    "number_unreadable": marked('a positive number in quotes, such as "4"'),
    "date_unreadable": _DATE,
    "text_broken": marked("text in quotes"),
    "value_unknown": marked("text in quotes"),
}

SENTENCES: Mapping[str, str] = {
    # The file as a whole
    "file_too_large": marked("The file is larger than {limit} MB, so it is not a case file."),
    "not_utf8": marked("The file is not UTF-8 text, so it is not a case file."),
    "not_json": marked("The file is not valid JSON: line {line}, column {column}."),
    "nested_too_deeply": marked("The file is nested too deeply to be a case file."),
    "number_not_finite": marked("{value} is not a number that can be calculated with."),
    "number_too_long": marked("A number in the file has too many digits."),
    "key_repeated": marked("The key “{key}” is given twice; keep one."),
    "version_newer": marked(
        "The file is of version {file}; this program reads up to version {program}. "
        "Use a newer Faxi."
    ),
    "one_case_needed": marked("Exactly one case is needed here; the file holds {count}."),
    # Keys and their shapes
    "key_missing": marked("This key is missing."),
    "key_unknown": marked("“{key}” is not a key of a case file."),
    "key_misspelt": marked("“{key}” is not a key of a case file; did you mean “{suggestion}”?"),
    "object_needed": marked("Expected an object in braces, found {value}."),
    "list_needed": marked("Expected a list in square brackets, found {value}."),
    "list_empty": marked("The list is empty; at least one entry is needed."),
    "text_needed": marked("Found {value}; expected {form}."),
    "whole_number_needed": marked("Expected a whole number without quotes, found {value}."),
    "true_false_needed": marked("Expected true or false, found {value}."),
    "number_out_of_range": marked("{value} is out of range; the limit is {limit}."),
    "value_unknown": marked("“{value}” is not known here; accepted: {accepted}."),
    "exactly_one": marked("Give exactly one of: {accepted}."),
    "text_broken": marked("The text holds characters that cannot be stored."),
    "text_too_long": marked("The text is longer than {limit} characters."),
    # Values
    "money_unreadable": marked(
        "“{value}” is not an amount; expected yuan with at most 15 digits and two decimals, "
        "such as 50000.00."
    ),
    "amount_zero": marked("The amount must be greater than zero."),
    "rate_unreadable": marked(
        "“{value}” is not a rate; expected a number with unit and period, "
        "such as 14.4%/year, 1.2%/month, 0.05%/day, 5‱/day, 年14.4% or 日万分之五."
    ),
    "rate_too_high": marked(
        "{value} is more than 1000% a year, which no loan bears; check the unit."
    ),
    "percent_unreadable": marked(
        "“{value}” is not a percentage; expected a number with a percent sign, such as 50%."
    ),
    "whole_number_unreadable": marked("“{value}” is not a whole number; expected one such as 12."),
    "number_unreadable": marked("“{value}” is not a number; expected one such as 4 or 1.5."),
    "days_unreadable": marked(
        "“{value}” is not a number of days; expected a whole number from {first} to {last}."
    ),
    "date_unreadable": marked(
        "“{value}” is not a date; expected one such as 2025-03-01, years 1900 to 2199."
    ),
    "order_incomplete": marked("The order must name each of these once: {accepted}."),
    "event_unknown": marked("“{value}” is no kind of event; choose one from the list."),
    "notice_unknown": marked("“{value}” is no notice known here; choose one from the list."),
    "component_unknown": marked("“{value}” is no part of a debt; choose one from the list."),
    "order_unreadable": marked(
        "“{value}” is no order of payment; name all six parts of the debt, the first to be paid "
        "first, or leave it empty for the order of the contract."
    ),
    "pause_reversed": marked("The pause ends on {last}, before it begins on {first}."),
    "judgment_only": marked("Only a judgment has a deadline and an amount."),
    # What contradicts itself
    "contract_rate_missing": marked("The contract rate is needed here, because of {because}."),
    "daily_rate_needs_calendar_days": marked(
        "The daily rate {rate} counts calendar days, which 30E/360 does not have; "
        "choose another day count or a yearly rate."
    ),
    "per_day_needs_calendar_days": marked(
        "Rounding each day needs calendar days, which 30E/360 does not have."
    ),
    "settlement_missing": marked(
        "Compound interest on penalty interest needs a monthly or quarterly settlement."
    ),
    "contract_date_missing": marked("A cap in multiples of the LPR needs the contract date."),
    # Terms of a schedule and cash flows
    "schedule_rows_needed": marked("A schedule of your own needs its rows."),
    "schedule_too_long": marked("The last instalment would fall after {year}."),
    "schedule_too_small": marked("The amount is too small for {count} instalments."),
    "drawdown_not_before": marked(
        "The money was paid out on {drawdown}; the first due date, {first_due}, must come after it."
    ),
    "fee_takes_all": marked("The fee taken up front leaves nothing of the loan."),
    "instalment_needs_equal": marked("An instalment can be stated only for equal instalments."),
    "instalment_unfit": marked(
        "With this instalment the loan is not repaid in the number of instalments given; "
        "{fitting} yuan would do it."
    ),
    "daily_rate_needs_days": marked(
        "The daily rate {rate} counts days; interest by month needs a yearly or monthly rate."
    ),
    "effective_needs_yearly_rate": marked(
        "An effective rate is written per year, such as 12.68%/year; {rate} is not."
    ),
    "cost_one_direction": marked(
        "Money flows in one direction only, so there is no annual cost; write what was received "
        "as it is, and what was paid with a minus."
    ),
    "cost_no_rate": marked("No rate makes what was received worth what was paid."),
    "cost_several_rates": marked(
        "More than one rate makes what was received worth what was paid, so none of them is the "
        "annual cost."
    ),
    # Found while calculating
    "rate_missing": marked("{series} has no value for {day}; it begins on {first}."),
    "rate_ended": marked("{series} has no value for {day}; it ended on {last}."),
    "rate_unconfirmed": marked(
        "{series} has no confirmed value for {day}, nor for any day from {first} to {last}."
    ),
    "waiver_exceeds": marked(
        "More is waived than is outstanding on {day}: {component}, {outstanding} yuan."
    ),
    "acceleration_of_nothing": marked(
        "Nothing falls due after {day}, so the acceleration cannot bring interest."
    ),
    # The creditor's table
    "claim_empty": marked(
        "No figures were found. A table needs a heading and rows with period, days, base, rate, "
        "amount or total."
    ),
    "claim_row_unreadable": marked(
        "Row {number} of the creditor's table kept with the case cannot be read and is left out."
    ),
    # Plans
    "plan_day_past": marked("{day} lies before the cut-off date {as_of}; choose a later day."),
    "month_day_unreadable": marked("“{value}” is not a day of a month, 1 to 31."),
    "plan_unreadable": marked("Plan {number} kept with the case cannot be read and is left out."),
    "plan_no_month": marked("There is no such day of a month left after {day}."),
    "plan_rest_early": marked("The rest cannot be paid on {day}, before the lump on {first}."),
    # Warnings
    "rate_unchecked": marked(
        "{series} is checked up to {checked_on}; for {day} the last known value was used."
    ),
    "rate_own": marked("The value of {series} for {day} is a row you added yourself."),
    "calendar_unpublished": marked(
        "The official working days for {day} are not published here, so the due date was not moved."
    ),
    "suit_before_contract": marked(
        "The suit ({suit}) is dated before the contract ({contract}); please check the two dates."
    ),
    "delay_terms_missing": marked(
        "The judgment of {day} lacks its deadline or its amount (without general interest), so the "
        "interest for delayed performance is not calculated."
    ),
    "events_ignored": marked(
        "Not counted, as after the cut-off date {as_of}: {count} of the events."
    ),
    "summary_newer": marked(
        "The summary has version {file}; this program knows up to {program}. A newer Faxi can "
        "verify it."
    ),
    "logo_too_large": marked("The logo is larger than {limit} MB; use a smaller one."),
    "logo_unreadable": marked(
        "The logo cannot be used: a whole PNG, JPEG or SVG file that needs no other files is "
        "needed."
    ),
    "characters_missing": marked("The fonts at hand cannot show: {characters}"),
    # A person's own rows of a series
    "rows_not_utf8": marked("The file is not UTF-8 text; save it as “CSV UTF-8” and try again."),
    "rows_not_csv": marked("The file cannot be read as a table of comma-separated values."),
    "rows_header": marked("The first line must name the columns: {accepted}."),
    "rows_none": marked("The file has no rows below its first line."),
    "row_cells": marked("Values in the row: {count}; columns in the first line: {expected}."),
    "row_repeated": marked("{series} has two rows for {day}; keep one."),
    "row_out_of_order": marked("The row of {series} for {day} stands after a later one."),
    "row_in_future": marked("{day} lies in the future; a rate is known once it is published."),
    "row_leaps": marked(
        "{series} would move from {before} to {value} on {day}, more than one percentage point; "
        "check the row."
    ),
    "rows_far_apart": marked(
        "{series} has no row between {first} and {last}, {days} days apart; one may be missing."
    ),
    # Spreadsheet files
    "table_too_large": marked("The file is larger than {limit} MB, too large for a table."),
    "table_old_excel": marked("This is an old Excel file (.xls); save it as .xlsx or CSV."),
    "table_empty": marked("No row of the table could be read."),
    "table_too_long": marked("The table has more than {limit} rows."),
    "table_damaged": marked("The workbook is damaged and cannot be read."),
    # Files and folders
    "file_missing": marked("The file does not exist."),
    "file_is_folder": marked("This is a folder, not a file."),
    "file_forbidden": marked("This may not be read or written: permission denied."),
    "disk_full": marked("The disk is full; nothing was changed."),
    "file_held": marked(
        "The old file cannot be replaced: it is protected, or another program has it open."
    ),
    "folder_missing": marked("There is no folder {folder}."),
    "folder_forbidden": marked("Nothing may be written into the folder {folder}."),
    "name_too_long": marked("The name is too long; choose a shorter one."),
    "link_circular": marked("This is a link that leads back to itself."),
    "drive_failed": marked("The disk or network drive failed."),
    "file_failed": marked("The file could not be read or written (error {reason})."),
    # The book of cases
    "book_locked": marked("The case book is in use by another program just now."),
    "book_forbidden": marked("The case book's folder may not be written: permission denied."),
    "book_newer": marked(
        "The case book is of version {book}; this program works with versions up to {program}. "
        "Use a newer Faxi; nothing was changed."
    ),
    "book_needed": marked("The file is not a case book; open it as a case instead."),
    "draft_unreadable": marked(
        "What the form held cannot be read, and there is no case beside it."
    ),
    "format_unknown": marked("The format “{suffix}” is not known; accepted: {accepted}."),
    # Fields of the window
    "field_empty": marked("Please fill this in."),
}


def message_of(problem: Problem, words: Words) -> str:
    """Return the sentence for a problem in a language."""
    code, params = problem.code, dict(problem.params)
    if code == "key_unknown" and params.get("suggestion"):
        code = "key_misspelt"
    if "form" in params:
        params["form"] = words(_FORMS[str(params["form"])])
    if "series" in params:
        params["series"] = series_name(str(params["series"]), words)
    said = {key: _said(value, words) for key, value in params.items()}
    return words(SENTENCES[code], **said) if said else words(SENTENCES[code])


def _said(value: object, words: Words) -> object:
    if isinstance(value, Enum) and type(value) in NAMES:
        return name_of(value, words)
    return date_face(value, words) if isinstance(value, date) else value
