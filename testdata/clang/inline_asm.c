/* flags: -mcpu=v3 -g */
/* Text that goes through the compiler as it is: sections, labels, data, blanks, comments. */
#include "bpf.h"
SEC("xdp") int by_hand(struct xdp_md *ctx) {
    int result;
    asm volatile(
        "r1 = *(u32 *)(%[ctx] + 0); r2 = 5 ll\n\t"
        "if r1 > r2 goto 1f // far\n"
        "\tr1 <<= 3 # eight times\n"
        "1:\tr1 ^= -1;%[result] = r1\n\t"
        "goto +0"
        : [result] "=r"(result) : [ctx] "r"(ctx) : "r1", "r2");
    asm(".pushsection .remarks, \"\", @progbits\n"
        ".Lnote: .asciz \"by hand\"; .balign 4, 0xcc; .long .-.Lnote, 0x10 + (3 << 2) | 1\n"
        ".popsection");
    return result;
}
asm(".section .remarks\n .fill 3, 2, 0x1234\n .previous\n");
char _license[] SEC("license") = "GPL";
