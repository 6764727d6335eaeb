/**
 * The contract between the processes, the job workers and the clients: ids of processes and
 * elements, job types, and one record for each process variable. The models themselves are on the
 * class path, see {@link io.waggle.bpmn.Models}.
 */
@NullMarked
package io.waggle.bpmn;

import org.jspecify.annotations.NullMarked;
