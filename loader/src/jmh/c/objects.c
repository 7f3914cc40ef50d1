/* What libbpf takes for an object: to open it, to know the kernel's types, to load one that CO-RE fits to the kernel. See CPeer. */
#include <bpf/bpf.h>
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static char small[1 << 16], core[1 << 16];
static size_t small_size, core_size;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1e9 + t.tv_nsec;
}

static size_t content(const char *folder, const char *name, void *to, size_t room) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    size_t size = file ? fread(to, 1, room, file) : 0;
    if (file) fclose(file);
    return size;
}

static int quiet(enum libbpf_print_level level, const char *format, va_list args) {
    return 0;
}

static double opens(void) {
    double begin = now();
    for (int i = 0; i < OPENS; i++) {
        struct bpf_object *object = bpf_object__open_mem(small, small_size, NULL);
        if (!object) return 0.0 / 0.0;
        bpf_object__close(object);
    }
    return (now() - begin) / OPENS;
}

static double kernels(void) {
    double begin = now();
    for (int i = 0; i < KERNELS; i++) {
        struct btf *types = btf__load_vmlinux_btf();
        if (!types) return 0.0 / 0.0;
        btf__free(types);
    }
    return (now() - begin) / KERNELS;
}

static double loads(void) {
    double begin = now();
    for (int i = 0; i < LOADS; i++) {
        struct bpf_object *object = bpf_object__open_mem(core, core_size, NULL);
        if (!object || bpf_object__load(object)) return 0.0 / 0.0;
        bpf_object__close(object);
    }
    return (now() - begin) / LOADS;
}

int main(int argc, char **argv) {
    char line[64];

    small_size = content(argv[1], "small.o", small, sizeof small);
    core_size = content(argv[1], "core.o", core, sizeof core);
    libbpf_set_print(quiet);
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        double time = !strcmp(line, "open\n") ? opens() : !strcmp(line, "kernel\n") ? kernels() : loads();
        printf("%f\n", time);
        fflush(stdout);
    }
    return 0;
}
