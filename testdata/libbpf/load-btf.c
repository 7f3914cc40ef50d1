// Asks the kernel whether it takes types: for each FILE of BTF a line, "taken" or "refused" and the last line of its log.
#include <bpf/bpf.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **files) {
    for (int i = 1; i < count; i++) {
        static char bytes[1 << 20], log[1 << 20];
        FILE *file = fopen(files[i], "rb");
        if (!file) {
            perror(files[i]);
            return 1;
        }
        size_t size = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        log[0] = 0;
        LIBBPF_OPTS(bpf_btf_load_opts, options, .log_buf = log, .log_size = sizeof log, .log_level = 1);
        int fd = bpf_btf_load(bytes, size, &options);
        for (char *end = log + strlen(log); end > log && end[-1] == '\n';) {
            *--end = 0;
        }
        char *last = strrchr(log, '\n');
        printf(fd < 0 ? "refused %s: %s\n" : "taken\n", strerror(errno), last ? last + 1 : log);
        if (fd >= 0) {
            close(fd);
        }
    }
    return 0;
}
