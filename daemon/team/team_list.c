#include "team/team_list.h"

#include "base/arena.h"
#include "base/err.h"
#include "base/value.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/run_job.h"
#include "run/stored_run.h"
#include "store/store.h"
#include "team/team_sql.h"
#include "worker/worker.h"

#include <stddef.h>
#include <string.h>

enum { TEAMS_MOST = 50000 };

static const struct value *ask(const struct turn *turn, struct value *job, struct err *err)
{
    const struct value *answer;
    worker_run(turn->worker, turn->arena, (const struct value *const[]){job}, 1, &answer);
    const struct value *error = value_get(answer, "error"), *rows = value_get(value_get(answer, "ok"), "rows");
    if (error)
        err_set(err, "danh sách đơn vị của kỳ: %1$s%2$.0s", "the list of the period's teams: %1$.0s%2$s", value_get_text(error, "vi", "?"), value_get_text(error, "en", "?"));
    else if (value_get_bool(value_get(answer, "ok"), "more", false))
        err_set(err, "có hơn %d đơn vị cấp dưới; bỏ “each” khỏi documents.ini", "there are more than %d teams; take “each” out of documents.ini", TEAMS_MOST);
    else
        return rows;
    return NULL;
}

const struct value *team_list(const struct turn *turn, int32_t day, int64_t sequence, struct err *err)
{
    static const char *const keys[] = {"id", "name", "ward"};
    struct arena *arena = turn->arena;
    struct value *list = value_list(arena);
    if (!package_papers_of_teams(turn->package))
        return list;
    const struct period that_day = {.id = "", .kind = PERIOD_WEEK, .from = day, .until = day + 1};
    struct value *job = run_job_sql(arena, turn->package, "documents.ini", team_sql_standing(arena, level_chain_id(&turn->package->chain, LEVEL_TEAM)));
    run_job_period(arena, job, turn->periods, &that_day, RUN_FINAL);
    value_set_text(job, "database", store_path(turn->store));
    value_set_int(job, "sequence", sequence);
    value_set_int(job, "limit", TEAMS_MOST);
    const struct value *rows = ask(turn, job, err);
    for (size_t i = 0; i < value_len(rows); i++) {
        struct value *team = value_map(arena);
        for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
            value_set(team, keys[k], value_at(value_at(rows, i), k));
        value_append(list, team);
    }
    return rows ? list : NULL;
}

const struct value *team_list_months(const struct turn *turn, const struct value *seal, struct err *err)
{
    struct arena *arena = turn->arena;
    const struct value *runs = package_papers_of_teams(turn->package) ? value_get(seal, "month_runs") : NULL;
    struct value *months = value_list(arena);
    for (size_t i = 0; i < value_len(runs); i++) {
        const struct value *run = value_item(runs, i), *rows = stored_run_rows(turn->store, arena, value_get_int(run, "run", 0), false, err);
        struct value *month = value_map(arena), *cells = value_map(arena);
        if (!rows)
            return NULL;
        for (size_t r = 0; r < value_len(rows); r++)
            if (level_of(value_at(rows, r)) == LEVEL_TEAM)
                value_set(cells, value_get_text(value_at(rows, r), "subject", ""), value_get(value_at(rows, r), "cells"));
        value_set_text(month, "id", value_key(runs, i));
        value_set(month, "run", value_get(run, "run"));
        value_set(month, "sequence", value_get(run, "sequence"));
        value_set(month, "cells", cells);
        value_append(months, month);
    }
    return months;
}
