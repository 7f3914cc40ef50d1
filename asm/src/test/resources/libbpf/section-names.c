// Prints what libbpf makes of each section name on its input: name, program type, attach type.
#include <bpf/libbpf.h>
#include <stdio.h>
#include <string.h>

static int silent(enum libbpf_print_level level, const char *format, va_list args)
{
	return 0;
}

int main(void)
{
	char name[256];

	libbpf_set_print(silent);
	while (fgets(name, sizeof(name), stdin)) {
		enum bpf_prog_type type;
		enum bpf_attach_type attach;

		name[strcspn(name, "\n")] = 0;
		if (libbpf_prog_type_by_name(name, &type, &attach))
			printf("%s\tunknown\n", name);
		else
			printf("%s\t%d\t%d\n", name, type, attach);
	}
	return 0;
}
