/* One map made and one program loaded, by bare system calls. See CPeer. The folder that is named has the bytes: insns, btf, functions, lines. */
#include <linux/bpf.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define LOADS 200

static struct bpf_insn insns[4096];
static char btf[1 << 16], functions[1 << 12], lines[1 << 16];
static size_t insns_size, btf_size, functions_size, lines_size;

static long bpf(int command, union bpf_attr *attr, unsigned size) {
    return syscall(__NR_bpf, command, attr, size);
}

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

static int create_map(void) {
    union bpf_attr attr;
    memset(&attr, 0, sizeof attr);
    attr.map_type = BPF_MAP_TYPE_ARRAY;
    attr.key_size = 4;
    attr.value_size = 8;
    attr.max_entries = 1;
    strcpy(attr.map_name, "counter");
    return bpf(BPF_MAP_CREATE, &attr, sizeof attr);
}

static int load_types(void) {
    union bpf_attr attr;
    memset(&attr, 0, sizeof attr);
    attr.btf = (uintptr_t) btf;
    attr.btf_size = btf_size;
    return bpf(BPF_BTF_LOAD, &attr, sizeof attr);
}

static int load_program(int map, int types) {
    for (size_t i = 0; i < insns_size / sizeof *insns; i++) {
        if (insns[i].code == (BPF_LD | BPF_DW | BPF_IMM)) {
            insns[i].src_reg = BPF_PSEUDO_MAP_FD;
            insns[i].imm = map;
        }
    }
    union bpf_attr attr;
    memset(&attr, 0, sizeof attr);
    attr.prog_type = BPF_PROG_TYPE_XDP;
    attr.insns = (uintptr_t) insns;
    attr.insn_cnt = insns_size / sizeof *insns;
    attr.license = (uintptr_t) "GPL";
    attr.expected_attach_type = BPF_XDP;
    strcpy(attr.prog_name, "xdp_count");
    if (types) {
        attr.prog_btf_fd = types;
        attr.func_info = (uintptr_t) functions;
        attr.func_info_rec_size = sizeof(struct bpf_func_info);
        attr.func_info_cnt = functions_size / sizeof(struct bpf_func_info);
        attr.line_info = (uintptr_t) lines;
        attr.line_info_rec_size = sizeof(struct bpf_line_info);
        attr.line_info_cnt = lines_size / sizeof(struct bpf_line_info);
    }
    return bpf(BPF_PROG_LOAD, &attr, sizeof attr);
}

static double loads(int with_types) {
    double begin = now();
    for (int i = 0; i < LOADS; i++) {
        int types = with_types ? load_types() : 0;
        int map = create_map();
        int program = load_program(map, types);
        if (types < 0 || map < 0 || program < 0) return 0.0 / 0.0;
        if (types) close(types);
        close(program);
        close(map);
    }
    return (now() - begin) / LOADS;
}

int main(int argc, char **argv) {
    insns_size = content(argv[1], "insns", insns, sizeof insns);
    btf_size = content(argv[1], "btf", btf, sizeof btf);
    functions_size = content(argv[1], "functions", functions, sizeof functions);
    lines_size = content(argv[1], "lines", lines, sizeof lines);
    puts("ready");
    fflush(stdout);
    char line[64];
    while (fgets(line, sizeof line, stdin)) {
        printf("%f\n", loads(!strcmp(line, "typed\n")));
        fflush(stdout);
    }
    return 0;
}
