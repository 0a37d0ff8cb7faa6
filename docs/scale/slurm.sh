#!/usr/bin/env bash
# A run in parts as an array of Slurm, from the folder of the repository:
#   sbatch docs/scale/slurm.sh compare --seeds 20
# and when it has ended, or with --dependency=afterok:<job>:
#   deno task report runs/part-*
# Ended by the time limit and submitted again, each part goes on from its last checkpoint.
#SBATCH --job-name=descent
#SBATCH --array=1-4
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=04:00:00
#SBATCH --signal=TERM@60
#SBATCH --output=descent-%A-%a.log
set -eu
cd "${SLURM_SUBMIT_DIR:?this script is for sbatch}"
part="$SLURM_ARRAY_TASK_ID"
exec deno task "$@" --jobs "${SLURM_CPUS_PER_TASK:-1}" \
  --shard "$part/$SLURM_ARRAY_TASK_COUNT" --runs "runs/part-$part"
