// objects: 19-v3
// The version that kernels before 5.0 asked of probes.
#include "corpus.h"

SEC("socket") int filter(void *ctx)
{
	return 0;
}

unsigned int _version SEC("version") = 0x50400;
char _license[] SEC("license") = "GPL";
