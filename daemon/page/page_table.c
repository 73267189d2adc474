#include "page/page_table.h"

#include "base/array.h"
#include "page/page_data.h"

/* clang-format off */ /* a row reads better as it stands */
const struct page page_table[] = {
    {"/today", "today.html", "today", "/today", PAGE_IN_TODAY, false,
     {{"today", "today", page_ready_today, NULL, false}, {"live", "live", page_ready_live, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/", "board.html", "board", "/", PAGE_IN_BOARD, false,
     {{"board", "board", page_ready_board, NULL, true}, {"live", "live", page_ready_live, NULL, false}}, PAGE_FOR_PUBLIC},
    {"/live", "live.html", "board", NULL, PAGE_IN_BOARD, false,
     {{"live", "live", page_ready_live, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/unit", "unit.html", "board", NULL, PAGE_IN_BOARD, false,
     {{"unit", "unit", page_ready_unit, NULL, false}, {"board", "board", NULL, NULL, true},
      {"trend", "trend", page_ready_trend, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/result", "result.html", "board", NULL, PAGE_IN_WHY, false,
     {{"explain", "explain", page_ready_explain, NULL, false}, {"board", "board", NULL, NULL, false},
      {"trend", "trend", page_ready_trend, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/alerts", "alerts.html", "alerts", "/alerts?open=true", PAGE_IN_SEARCH, false,
     {{"alerts", "alerts", page_ready_alerts, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/alert", "alert.html", "alerts", NULL, PAGE_IN_SEARCH, false,
     {{"alert", "alerts show", page_ready_alert, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/drafts", "drafts.html", "drafts", "/drafts", PAGE_IN_PAPERS, false,
     {{"drafts", "drafts", page_ready_drafts, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/draft", "draft.html", "drafts", NULL, PAGE_IN_PAPERS, false,
     {{"draft", "drafts show", page_ready_draft, NULL, false}, {"text", "drafts read", NULL, NULL, true}}, PAGE_FOR_PEOPLE},
    {"/seals", "seals.html", "seals", "/seals", PAGE_IN_PAPERS, false,
     {{"seals", "seals", page_ready_seals, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/seal", "seal.html", "seals", NULL, PAGE_IN_PAPERS, false,
     {{"seal", "seals show", page_ready_seal, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/schedule", "schedule.html", "schedule", "/schedule", PAGE_IN_SEARCH, false,
     {{"schedule", "schedule", page_ready_schedule, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records", "records.html", "records", "/records", PAGE_IN_FIGURES, false,
     {{"month", "records month", page_ready_month, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records/type", "records-type.html", "records", NULL, PAGE_IN_FIGURES, false,
     {{"list", "records find", page_ready_found, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records/entry", "records-entry.html", "records", NULL, PAGE_IN_FIGURES, false,
     {{"form", "records form", page_ready_form, NULL, false}, {"history", "history", page_ready_history, "key", false},
      {"files", "records files", page_ready_files, "key", false}}, PAGE_FOR_PEOPLE},
    {"/records/grid", "records-grid.html", "records", NULL, PAGE_IN_FIGURES, false,
     {{"grid", "records grid", page_ready_grid, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records/import", "records-import.html", "records", NULL, PAGE_IN_FIGURES, false,
     {{"month", "records month", page_ready_month, NULL, false}, {"imports", "import list", page_ready_imports, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/records/imported", "records-imported.html", "records", NULL, PAGE_IN_FIGURES, false,
     {{"imported", "import show", page_ready_imported, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/review", "review.html", "review", "/review", PAGE_IN_FIGURES, false,
     {{"waiting", "records waiting", page_ready_waiting, NULL, false}, {"exceptions", "exceptions list", page_ready_exceptions, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/account", "account.html", "account", NULL, PAGE_IN_NONE, false,
     {{"account", "account", page_ready_account, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/metrics", "metrics.txt", NULL, NULL, PAGE_IN_NONE, true, {{"metrics", "metrics", NULL, NULL, false}}, PAGE_FOR_PEOPLE},
    {"/healthz", "healthz.txt", NULL, NULL, PAGE_IN_NONE, true, {{"status", "status", NULL, NULL, false}}, PAGE_FOR_ANYBODY},
};
/* clang-format on */

const size_t page_table_len = LEN(page_table);
