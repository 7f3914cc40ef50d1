// Programs that load: of these lint must find nothing, at any level and however they are optimised.
typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;

struct xdp_md {
    u32 data;
    u32 data_end;
    u32 data_meta;
    u32 ingress_ifindex;
};

#define SEC(name) __attribute__((section(name), used))
#define INLINE static inline __attribute__((always_inline))

static u64 (*const bpf_ktime_get_ns)(void) = (void *)5;
static u32 (*const bpf_get_prandom_u32)(void) = (void *)7;
static u32 (*const bpf_get_smp_processor_id)(void) = (void *)8;
static long (*const bpf_xdp_adjust_head)(struct xdp_md *, int) = (void *)44;

struct flow {
    u32 source;
    u32 target;
    u16 ports[2];
    u8 protocol;
    u8 flags;
};

INLINE u32 mixed(u32 hash, u32 value)
{
    hash ^= value * 0x9e3779b1u;
    return hash << 13 | hash >> 19;
}

SEC("xdp") int hash(struct xdp_md *ctx)
{
    u8 *data = (u8 *)(u64)ctx->data;
    u8 *end = (u8 *)(u64)ctx->data_end;
    u32 sum = 7;
    if (data + 64 > end)
        return 1;
#pragma unroll
    for (int i = 0; i < 64; i += 4)
        sum = mixed(sum, *(u32 *)(data + i));
    return sum % 3 ? 2 : 1;
}

SEC("xdp") int loop(struct xdp_md *ctx)
{
    u64 counts[16] = {};
    u32 total = 0;
    for (int i = 0; i < 200; i++)
        counts[bpf_get_prandom_u32() & 15] += i;
    for (int i = 0; i < 16; i++)
        total += counts[i] >> i;
    return total & 1 ? 2 : 1;
}

SEC("xdp") int classes(struct xdp_md *ctx)
{
    u8 *data = (u8 *)(u64)ctx->data;
    u8 *end = (u8 *)(u64)ctx->data_end;
    if (data + 34 > end)
        return 2;
    switch (data[23]) {
    case 1:
        return data[14] > 0x45 ? 1 : 2;
    case 2:
    case 3:
        return 3;
    case 6:
        return *(u16 *)(data + 16) / (data[22] | 1) > 30 ? 2 : 1;
    case 17:
        return (signed char)data[15] < -3 ? 1 : 2;
    case 50 ... 58:
        return 4;
    default:
        return *(short *)(data + 18) >> 3 == -2 ? 1 : 2;
    }
}

SEC("xdp") int keys(struct xdp_md *ctx)
{
    u8 *data = (u8 *)(u64)ctx->data;
    u8 *end = (u8 *)(u64)ctx->data_end;
    struct flow flow = {};
    u32 sum = 0;
    if (data + 38 > end)
        return 2;
    flow.source = *(u32 *)(data + 26);
    flow.target = *(u32 *)(data + 30);
    flow.ports[0] = __builtin_bswap16(*(u16 *)(data + 34));
    flow.ports[1] = __builtin_bswap16(*(u16 *)(data + 36));
    flow.protocol = data[23];
    if (flow.ports[0] < flow.ports[1])
        flow.flags |= 1;
    for (u32 i = 0; i < sizeof(flow); i++)
        sum += ((volatile u8 *)&flow)[i];
    return sum > 1000 ? 1 : 2;
}

static __attribute__((noinline)) u64 weighed(u64 value, u64 weight, u64 *rest)
{
    u64 before = bpf_ktime_get_ns();
    *rest = value % weight;
    return value / weight + (bpf_ktime_get_ns() - before);
}

SEC("xdp") int calls(struct xdp_md *ctx)
{
    u64 rest = 0;
    u64 whole = weighed(ctx->ingress_ifindex, bpf_get_smp_processor_id() + 1, &rest);
    whole += weighed(whole, 3, &rest);
    return whole > rest ? 2 : 1;
}

SEC("xdp") int head(struct xdp_md *ctx)
{
    u64 kept = bpf_ktime_get_ns();
    if (bpf_xdp_adjust_head(ctx, -8))
        return 0;
    u8 *data = (u8 *)(u64)ctx->data;
    u8 *end = (u8 *)(u64)ctx->data_end;
    if (data + 8 > end)
        return 0;
    *(u64 *)data = kept;
    return 2;
}

SEC("xdp") int atomics(struct xdp_md *ctx)
{
    u64 cell = bpf_get_prandom_u32();
    __sync_fetch_and_add(&cell, 3);
    return cell & 1 ? 1 : 2;
}
