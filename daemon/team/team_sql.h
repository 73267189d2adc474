/* The SELECTs of the room over the views that rules see (evaluate.h, kind "sql"): texts only. */
#ifndef TEAM_TEAM_SQL_H
#define TEAM_TEAM_SQL_H

struct arena;

/* The teams that stand on the day :from: id, name, and in whose figures each counts that day. level: the id of the level of teams. */
const char *team_sql_standing(struct arena *arena, const char *level);

#endif
