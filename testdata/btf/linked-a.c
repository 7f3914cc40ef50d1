// Linked with linked-b.c: types that both know, and types of which each knows a part.
#define SEC(name) __attribute__((section(name), used))
struct only_here { int a; };
struct whole_here { struct whole_there *there; struct only_here *own; };
struct list { struct list *next; int (*callback)(struct list *, const char *); };
struct whole_here whole_a;
struct list list_a;
SEC("xdp") int first(struct list *list) { return list != &list_a && whole_a.there; }
char _license[] SEC("license") = "GPL";
