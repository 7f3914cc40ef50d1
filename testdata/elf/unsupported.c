// What is not read yet: global data.
#define SEC(name) __attribute__((section(name), used))
volatile const int limit = 5;
struct xdp_md;
SEC("xdp") int with_data(struct xdp_md *ctx) {
    return limit > 3;
}
char _license[] SEC("license") = "GPL";
