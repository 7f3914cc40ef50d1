/* flags: -mcpu=v3 -g */
/* Format strings, merged strings that are pointed into, escapes. */
#include "bpf.h"
static const char words[] = "tab\t quote\" back\\ bell\a \x01\xff end";
const char *const inside = &"first second"[6];
SEC("tracepoint/sched/sched_switch") int speak(void *ctx) {
    static const char fmt[] = "seen %d of %s\n";
    bpf_trace_printk(fmt, sizeof(fmt), 3, words);
    const char *also = "plain literal";
    bpf_trace_printk(also, 14);
    return inside[0] + words[*(u32 *)ctx & 7];
}
char _license[] SEC("license") = "GPL";
