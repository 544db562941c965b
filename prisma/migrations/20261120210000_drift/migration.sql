-- AlterTable
ALTER TABLE "snapshot" ADD COLUMN     "changes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "drift" JSONB;

-- CreateIndex
CREATE INDEX "snapshot_seenFrom_idx" ON "snapshot"("seenFrom" DESC);
