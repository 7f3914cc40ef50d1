// What libbpf makes of an object's programs by CO-RE: prints each program's name and, in hex, its instructions, or that libbpf
// refuses it. The kernel may refuse the program; its instructions are fitted before.
// Usage: libbpf-relocate OBJECT [BTF], without BTF for the running kernel.
#include <bpf/libbpf.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static int refused;

static int listen(enum libbpf_print_level level, const char *format, va_list arguments) {
    char line[4096];
    vsnprintf(line, sizeof line, format, arguments);
    refused |= strstr(line, "failed to perform CO-RE relocations") != NULL;
    return 0;
}

int main(int count, char **arguments) {
    LIBBPF_OPTS(bpf_object_open_opts, options, .btf_custom_path = count > 2 ? arguments[2] : NULL);
    libbpf_set_print(listen);
    for (int wanted = 0, found = 1; found; wanted++) {
        struct bpf_object *object = bpf_object__open_file(arguments[1], &options);
        struct bpf_program *program;
        int index = 0;
        if (!object) {
            return 1;
        }
        found = 0;
        bpf_object__for_each_program(program, object) {
            bpf_program__set_autoload(program, index++ == wanted);
        }
        refused = 0;
        bpf_object__load(object);
        index = 0;
        bpf_object__for_each_program(program, object) {
            if (index++ != wanted) {
                continue;
            }
            found = 1;
            printf("%s", bpf_program__name(program));
            const struct bpf_insn *insns = bpf_program__insns(program);
            for (size_t i = 0; !refused && i < bpf_program__insn_cnt(program); i++) {
                unsigned long long word;
                memcpy(&word, &insns[i], sizeof word);
                printf(" %016llx", word);
            }
            printf(refused ? " refused\n" : "\n");
        }
        bpf_object__close(object);
    }
    return 0;
}
