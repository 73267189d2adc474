#include "door/route.h"

#include "base/array.h"
#include "base/err.h"
#include "command/permission.h"
#include "door/address.h"
#include "door/openapi.h"
#include "page/page.h"

#include <string.h>

/* A page of another site may reach 127.0.0.1 under a name of its own (DNS rebinding): only names of this
 * machine. */
static bool is_own_host(const char *host)
{
    static const char *const names[] = {"localhost", "127.0.0.1", "[::1]"};
    for (size_t i = 0; host && i < LEN(names); i++) {
        size_t len = strlen(names[i]);
        if (strncmp(host, names[i], len) != 0)
            continue;
        const char *port = host + len;
        if (!*port || (*port == ':' && port[1 + strspn(port + 1, "0123456789")] == '\0'))
            return true;
    }
    return false;
}

static const struct command *find(const char *path)
{
    if (strncmp(path, ADDRESS_API, strlen(ADDRESS_API)) != 0)
        return NULL;
    const struct command *command = command_find(path + strlen(ADDRESS_API));
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
    return route->own;
}

/* Pages and their files are for reading, by whoever may come. */
static bool find_page(const char *path, struct route *route)
{
    route->page = page_find(path, &route->english);
    return route->page || page_file(path, &route->type, &route->file, &route->file_len);
}

static int refuse_method(struct err *err)
{
    err_set(err, "phương thức không được nhận: đọc thì GET, thay đổi thì POST",
            "the method is not taken: GET to read, POST to change");
    return 405;
}

static int admit_command(const struct route_request *request, const struct command *command, struct err *err)
{
    bool changes = command_changes(command);
    if (request->tcp && changes) {
        err_set(err, "lệnh “%s” chỉ nhận qua cổng trong thư mục trạng thái (thiduactl)",
                "“%s” is only taken through the state folder's socket (thiduactl)", command->words);
        return 403;
    }
    if (!(request->get && !changes) && !(request->post && !request->tcp))
        return refuse_method(err);
    return permission_role(command, request->caller, err) ? 200 : 403;
}

/* What a page says is what its commands answer. */
static int admit_page(const struct route_request *request, const struct page *page, struct err *err)
{
    const struct command *command;
    for (size_t i = 0; (command = page_twin(page, i)); i++)
        if (!permission_role(command, request->caller, err))
            return 403;
    return 200;
}

int route_find(const struct route_request *request, struct route *ret_route, struct err *err)
{
    struct route route = {.command = find(request->path)};
    bool read_only = find_own(request->path, &route) || find_page(request->path, &route);
    int status = 200;
    if (request->tcp && !is_own_host(request->host)) {
        err_set(err, "cổng này chỉ trả lời cho tên localhost, 127.0.0.1 hoặc [::1]",
                "this door only answers to localhost, 127.0.0.1 or [::1]");
        return 403;
    }
    if (!route.command && !read_only) {
        err_set(err, "không có địa chỉ này; danh sách lệnh ở " ADDRESS_COMMANDS,
                "there is no such address; the commands are listed at " ADDRESS_COMMANDS);
        return 404;
    }
    if (route.command)
        status = admit_command(request, route.command, err);
    else if (!request->get)
        status = refuse_method(err);
    else if (route.page)
        status = admit_page(request, route.page, err);
    if (status == 200)
        *ret_route = route;
    return status;
}
