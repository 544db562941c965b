-- CreateEnum
CREATE TYPE "ReportStatus" AS ENUM ('queued', 'running', 'done', 'failed');

-- CreateTable
CREATE TABLE "report" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "name" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "paper" TEXT NOT NULL,
    "status" "ReportStatus" NOT NULL DEFAULT 'queued',
    "requestedBy" TEXT NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "madeAt" TIMESTAMPTZ(3),
    "progress" JSONB,
    "coverage" JSONB,
    "version" TEXT,
    "catalogue" TEXT,
    "sizeBytes" INTEGER,
    "errorText" TEXT,
    "hash" TEXT,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_file" (
    "hash" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "compressed" BOOLEAN NOT NULL,

    CONSTRAINT "report_file_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE INDEX "report_requestedAt_idx" ON "report"("requestedAt" DESC);

-- CreateIndex
CREATE INDEX "report_hash_idx" ON "report"("hash");

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_hash_fkey" FOREIGN KEY ("hash") REFERENCES "report_file"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;
