#include "door/route.h"

#include "base/array.h"
#include "base/err.h"
#include "command/permission.h"
#include "door/address.h"
#include "door/http_client.h"
#include "door/openapi.h"
#include "page/page.h"

#include <string.h>

static bool is_own_host(const struct route_request *request)
{
    return http_client_is_named(request->host, "localhost, 127.0.0.1, [::1]") || http_client_is_named(request->host, request->names) ||
           http_client_is_named(request->host, request->certified);
}

static const struct command *find_below(const char *path, const char *prefix)
{
    size_t len = strlen(prefix);
    const struct command *command = strncmp(path, prefix, len) == 0 ? command_find(path + len) : NULL;
    return command && command->place != COMMAND_ON_CLIENT ? command : NULL;
}

/* What the door says of itself. */
static bool find_own(const char *path, struct route *route)
{
    static const struct {
        const char *path;
        struct value *(*answer)(struct arena *arena);
    } own[] = {{ADDRESS_COMMANDS, command_table_value}, {ADDRESS_OPENAPI, openapi_document}};
    for (size_t i = 0; i < LEN(own); i++)
        if (strcmp(own[i].path, path) == 0)
            route->own = own[i].answer;
    route->kind = ROUTE_OWN;
    return route->own;
}

static bool find_command(const char *path, struct route *route)
{
    route->kind = ROUTE_COMMAND;
    if ((route->command = find_below(path, ADDRESS_API)))
        return true;
    route->kind = ROUTE_ACT;
    return (route->command = find_below(path, ADDRESS_ACT));
}

static bool find_login(const char *path, struct route *route)
{
    route->english = strncmp(path, "/en/", 4) == 0;
    route->kind = ROUTE_LOGIN;
    if (strcmp(route->english ? path + 3 : path, ADDRESS_LOGIN) == 0)
        return true;
    route->kind = ROUTE_LOGOUT;
    return strcmp(path, ADDRESS_LOGOUT) == 0;
}

/* An unknown secret is an address that is not there; a known one opens nothing else. */
static bool find_feed(const struct route_request *request, struct route *route)
{
    if (strncmp(request->path, ADDRESS_FEED, strlen(ADDRESS_FEED)) != 0)
        return false;
    route->kind = ROUTE_FEED;
    route->command = command_find("feed show");
    return true;
}

static bool find_page(const char *path, struct route *route)
{
    route->kind = ROUTE_PAGE;
    if ((route->page = page_find(path, &route->english)))
        return true;
    route->kind = ROUTE_FILE;
    return page_file(path, &route->file);
}

static int refuse_method(struct err *err)
{
    err_set(err, "phương thức không được nhận: đọc thì GET, thay đổi thì POST",
            "the method is not taken: GET to read, POST to change");
    return 405;
}

static int refuse_stranger(struct err *err)
{
    err_set(err, "cần đăng nhập; chương trình thì gửi mã truy cập (Authorization: Bearer …)",
            "log in first; a program sends its token (Authorization: Bearer …)");
    return 401;
}

/* By TCP a browser sends its cookie along whoever makes it ask: only a form that knows the session's token changes something, or a program
 * that says who it is each time. */
static int admit_command(const struct route_request *request, const struct command *command, struct err *err)
{
    bool changes = command_changes(command);
    if (request->proof == VISITOR_NONE)
        return refuse_stranger(err);
    if (request->post && request->proof == VISITOR_SESSION) {
        err_set(err, "trang gửi lệnh “%s” bằng biểu mẫu (/do/…); chương trình thì gửi mã truy cập (Authorization: Bearer …)",
                "a page asks for “%s” by a form (/do/…); a program sends its token (Authorization: Bearer …)", command->words);
        return 403;
    }
    if (!(request->get && !changes) && !(request->post && (!request->tcp || changes || command->files)))
        return refuse_method(err);
    return permission_role(command, request->caller, err) ? 200 : 403;
}

static int admit_act(const struct route_request *request, const struct command *command, struct err *err)
{
    if (!request->post)
        return refuse_method(err);
    if (request->proof == VISITOR_NONE && command->roles & ROLE_PUBLIC && !command_changes(command))
        return 200; /* it answers anybody, and changes nothing */
    if (request->proof == VISITOR_NONE) {
        err_set(err, "phiên đăng nhập đã hết, chưa ghi gì cả; hãy đăng nhập rồi gửi lại", "the session has ended, nothing was done; log in and send it again");
        return 403;
    }
    if (request->proof != VISITOR_SESSION) {
        err_set(err, "địa chỉ này dành cho biểu mẫu của trang; chương trình dùng /api/", "this address is for forms of pages; programs use /api/");
        return 403;
    }
    return permission_role(command, request->caller, err) ? 200 : 403;
}

/* What a page says is what its commands answer. */
static int admit_page(const struct route_request *request, struct route *route, struct err *err)
{
    enum page_audience audience = page_audience(route->page);
    const struct command *command;
    if (!request->get)
        return refuse_method(err);
    if (audience == PAGE_FOR_ANYBODY) {
        route->as_reader = true;
        return 200;
    }
    if (audience == PAGE_FOR_EACH && request->proof == VISITOR_NONE)
        return 200;
    if (request->board && request->proof == VISITOR_NONE && page_public(route->page)) {
        route->page = page_public(route->page);
        route->as_reader = true;
        return 200;
    }
    if (request->proof == VISITOR_NONE && page_is_plain(route->page))
        return refuse_stranger(err);
    if (request->proof == VISITOR_NONE) {
        err_set(err, "trang này cần đăng nhập", "log in to see this page");
        return 303;
    }
    for (size_t i = 0; (command = page_twin(route->page, i)); i++)
        if (!permission_role(command, request->caller, err))
            return request->caller->owes && !page_is_plain(route->page) ? 303 : 403;
    return 200;
}

/* The kernel says who comes by the unix socket: nobody logs in there. */
static int admit_login(const struct route_request *request, const struct route *route, struct err *err)
{
    if (!request->post && !(request->get && route->kind == ROUTE_LOGIN))
        return refuse_method(err);
    if (request->tcp)
        return 200;
    err_set(err, "qua cổng này không cần đăng nhập", "nobody needs to log in through this door");
    return 403;
}

bool route_is_for_browsers(const char *path)
{
    struct route route = {0};
    if (strncmp(path, ADDRESS_ACT, strlen(ADDRESS_ACT)) == 0 || find_login(path, &route))
        return true;
    return find_page(path, &route) && route.page && !page_is_plain(route.page);
}

static int admit(const struct route_request *request, struct route *route, struct err *err)
{
    switch (route->kind) {
    case ROUTE_COMMAND:
        return admit_command(request, route->command, err);
    case ROUTE_ACT:
        return admit_act(request, route->command, err);
    case ROUTE_PAGE:
        return admit_page(request, route, err);
    case ROUTE_LOGIN:
    case ROUTE_LOGOUT:
        return admit_login(request, route, err);
    case ROUTE_OWN:
        return request->proof == VISITOR_NONE ? refuse_stranger(err) : request->get ? 200 : refuse_method(err);
    case ROUTE_FEED:
    case ROUTE_FILE:
        return request->get ? 200 : refuse_method(err);
    }
    return 404;
}

int route_refuse_unknown(struct err *err)
{
    err_set(err, "không có địa chỉ này; danh sách lệnh ở " ADDRESS_COMMANDS,
            "there is no such address; the commands are listed at " ADDRESS_COMMANDS);
    return 404;
}

int route_find(const struct route_request *request, struct route *ret_route, struct err *err)
{
    const char *path = request->path;
    *ret_route = (struct route){0};
    if (request->tcp && !is_own_host(request)) {
        err_set(err, "cổng này không trả lời cho tên “%s”; nếu đó đúng là tên của máy chủ thì ghi vào [http] names của thiduad.conf",
                "this door does not answer to the name “%s”; if it is the daemon's, write it into [http] names of thiduad.conf",
                request->host ? request->host : "");
        return 403;
    }
    if (request->get && request->moved) {
        ret_route->kind = ROUTE_PAGE;
        err_set(err, "trang này ở địa chỉ khác: %s", "this page is at another address: %s", request->moved);
        return 303;
    }
    bool found = request->proof == VISITOR_FEED ? find_feed(request, ret_route)
                                                : find_own(path, ret_route) || find_command(path, ret_route) || find_login(path, ret_route) ||
                                                      find_page(path, ret_route);
    if (found)
        return admit(request, ret_route, err);
    *ret_route = (struct route){0};
    return route_refuse_unknown(err);
}
