-- AlterTable
ALTER TABLE "finding" ADD COLUMN     "toldAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "mail_settings" (
    "id" INTEGER NOT NULL,
    "server" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" TEXT NOT NULL,
    "login" TEXT,
    "sealedPassword" TEXT,
    "sender" TEXT NOT NULL,
    "alertTo" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "alertFrom" "Severity" NOT NULL DEFAULT 'high',
    "alertSince" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_settings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "about" TEXT NOT NULL,
    "to" TEXT[],
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "reportIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextTryAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "errorText" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "mail_status_nextTryAt_idx" ON "mail"("status", "nextTryAt");

-- CreateIndex
CREATE INDEX "mail_createdAt_idx" ON "mail"("createdAt" DESC);
