#include "media/media_found.h"

#include "base/array.h"
#include "base/err.h"

#include <stddef.h>

const char *media_removed_name(unsigned index)
{
    static const char *const words[] = {"location", "data", "preview", "behind", "colour"};
    return index < LEN(words) ? words[index] : NULL;
}

bool media_check_size(int64_t width, int64_t height, struct err *err)
{
    if (width < 1 || height < 1)
        return err_set(err, "ảnh không có kích thước", "the picture has no size");
    return (width <= MEDIA_SIDE_MAX && height <= MEDIA_SIDE_MAX && width * height <= MEDIA_POINTS_MAX) ||
           err_set(err, "ảnh %lld × %lld điểm, lớn quá (nhiều nhất %d triệu điểm); thu nhỏ ảnh rồi gửi lại",
                   "the picture has %lld × %lld points, too many (at most %d million); make it smaller and send it again",
                   (long long)width, (long long)height, MEDIA_POINTS_MAX / 1000000);
}
