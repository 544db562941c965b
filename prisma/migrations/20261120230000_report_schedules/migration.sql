-- CreateTable
CREATE TABLE "report_schedule" (
    "id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "formats" TEXT[],
    "paper" TEXT NOT NULL,
    "weekday" INTEGER,
    "time" TEXT,
    "timeZone" TEXT,
    "leadMinutes" INTEGER,
    "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "nextAt" TIMESTAMPTZ(3),
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_schedule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_run" (
    "id" UUID NOT NULL,
    "occasion" TEXT NOT NULL,
    "scheduleId" UUID,
    "windowId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checkAskedAt" TIMESTAMPTZ(3),
    "requestedAt" TIMESTAMPTZ(3),
    "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "mailId" UUID,

    CONSTRAINT "report_run_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "report" ADD COLUMN     "goesAt" TIMESTAMPTZ(3),
ADD COLUMN     "goesBecause" TEXT,
ADD COLUMN     "keep" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "runId" UUID;

-- CreateIndex
CREATE UNIQUE INDEX "report_run_occasion_key" ON "report_run"("occasion");

-- CreateIndex
CREATE INDEX "report_run_windowId_at_idx" ON "report_run"("windowId", "at");

-- CreateIndex
CREATE INDEX "report_run_requestedAt_idx" ON "report_run"("requestedAt");

-- CreateIndex
CREATE INDEX "report_runId_idx" ON "report"("runId");

-- CreateIndex
CREATE INDEX "report_goesAt_idx" ON "report"("goesAt");

-- AddForeignKey
ALTER TABLE "report_run" ADD CONSTRAINT "report_run_scheduleId_fkey" FOREIGN KEY ("scheduleId") REFERENCES "report_schedule"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_run" ADD CONSTRAINT "report_run_windowId_fkey" FOREIGN KEY ("windowId") REFERENCES "maintenance_window"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_runId_fkey" FOREIGN KEY ("runId") REFERENCES "report_run"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- The one schedule that is on by itself: a report two hours before each maintenance window.
INSERT INTO "report_schedule" ("id", "trigger", "enabled", "kind", "formats", "paper", "leadMinutes", "createdBy")
VALUES ('00000000-0000-4000-8000-00000000b4f0', 'before-window', true, 'window', ARRAY['pdf', 'html'], 'a4', 120, 'bulkhead');
