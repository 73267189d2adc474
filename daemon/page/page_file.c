#include "page/page_file.h"

#include "base/array.h"
#include "page/asset.h"

#include <string.h>

static const struct {
    const char *name, *type;
} files[] = {{"style.css", "text/css; charset=utf-8"}, {"table.js", "text/javascript; charset=utf-8"}, {"keys.js", "text/javascript; charset=utf-8"}, {"icon.svg", "image/svg+xml"},
             {"rules.js", "text/javascript; charset=utf-8"}, {"codemirror.js", "text/javascript; charset=utf-8"}, {"codemirror.css", "text/css; charset=utf-8"},
             {"lua.js", "text/javascript; charset=utf-8"}, {"properties.js", "text/javascript; charset=utf-8"}, {"sql.js", "text/javascript; charset=utf-8"}, {"show-hint.js", "text/javascript; charset=utf-8"}, {"show-hint.css", "text/css; charset=utf-8"}};

const struct asset_file *asset_find(const char *name)
{
    for (const struct asset_file *file = asset_files; file->name; file++)
        if (strcmp(file->name, name) == 0)
            return file;
    return NULL;
}

bool page_file(const char *path, struct page_file *ret_file)
{
    for (size_t i = 0; *path == '/' && i < LEN(files); i++) {
        const struct asset_file *file = asset_find(files[i].name);
        bool kept = strcmp(file->kept, path + 1) == 0;
        if (!kept && strcmp(file->name, path + 1) != 0)
            continue;
        *ret_file = (struct page_file){files[i].type, file->text, file->len, kept};
        return true;
    }
    return false;
}
