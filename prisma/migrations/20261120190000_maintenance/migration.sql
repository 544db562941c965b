-- CreateTable
CREATE TABLE "maintenance_window" (
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "startsAt" TIMESTAMPTZ(3) NOT NULL,
    "endsAt" TIMESTAMPTZ(3) NOT NULL,
    "timeZone" TEXT NOT NULL,
    "actions" JSONB NOT NULL,
    "people" JSONB NOT NULL DEFAULT '[]',
    "note" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "cancelledAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "closedBy" TEXT,
    "verdict" TEXT,

    CONSTRAINT "maintenance_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "window_host" (
    "windowId" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "window_host_pkey" PRIMARY KEY ("windowId","hostId")
);

-- CreateTable
CREATE TABLE "window_check" (
    "id" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'collecting',
    "askedBy" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "doneAt" TIMESTAMPTZ(3),
    "visits" JSONB NOT NULL DEFAULT '{}',
    "verdict" TEXT,
    "body" JSONB,

    CONSTRAINT "window_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "checklist_item" (
    "id" UUID NOT NULL,
    "windowId" UUID NOT NULL,
    "phase" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "words" TEXT NOT NULL,
    "key" TEXT,
    "addedBy" TEXT NOT NULL,
    "doneBy" TEXT,
    "doneAt" TIMESTAMPTZ(3),

    CONSTRAINT "checklist_item_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "maintenance_window_endsAt_idx" ON "maintenance_window"("endsAt" DESC);

-- CreateIndex
CREATE INDEX "window_host_hostId_idx" ON "window_host"("hostId");

-- CreateIndex
CREATE INDEX "window_check_windowId_askedAt_idx" ON "window_check"("windowId", "askedAt" DESC);

-- CreateIndex
CREATE INDEX "window_check_status_idx" ON "window_check"("status");

-- CreateIndex
CREATE INDEX "checklist_item_windowId_phase_position_idx" ON "checklist_item"("windowId", "phase", "position");

-- CreateIndex
CREATE UNIQUE INDEX "checklist_item_windowId_key_key" ON "checklist_item"("windowId", "key");

-- AddForeignKey
ALTER TABLE "window_host" ADD CONSTRAINT "window_host_windowId_fkey" FOREIGN KEY ("windowId") REFERENCES "maintenance_window"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "window_host" ADD CONSTRAINT "window_host_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "window_check" ADD CONSTRAINT "window_check_windowId_fkey" FOREIGN KEY ("windowId") REFERENCES "maintenance_window"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "checklist_item" ADD CONSTRAINT "checklist_item_windowId_fkey" FOREIGN KEY ("windowId") REFERENCES "maintenance_window"("id") ON DELETE CASCADE ON UPDATE CASCADE;
