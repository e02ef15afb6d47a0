#ifndef CMDB_COUNT_ALLOCATIONS_H
#define CMDB_COUNT_ALLOCATIONS_H

/* How often this program has asked for memory since it was started. */
long cmdb_allocations(void);

#endif
