-- CreateEnum
CREATE TYPE "Severity" AS ENUM ('info', 'low', 'medium', 'high', 'critical');

-- CreateEnum
CREATE TYPE "AuthKind" AS ENUM ('agent', 'keyFile', 'sealedKey', 'password');

-- CreateEnum
CREATE TYPE "HostState" AS ENUM ('unvisited', 'reachable', 'unreachable', 'denied', 'keyChanged');

-- CreateEnum
CREATE TYPE "VisitStatus" AS ENUM ('queued', 'running', 'done', 'failed');

-- CreateEnum
CREATE TYPE "FindingStatus" AS ENUM ('open', 'accepted', 'resolved');

-- CreateEnum
CREATE TYPE "WayInStatus" AS ENUM ('queued', 'running', 'awaitingKey', 'passed', 'failed');

-- CreateTable
CREATE TABLE "host" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "port" INTEGER NOT NULL DEFAULT 22,
    "login" TEXT NOT NULL,
    "site" TEXT,
    "jump" TEXT,
    "authKind" "AuthKind" NOT NULL,
    "keyFile" TEXT,
    "sealedSecret" TEXT,
    "sealedPassphrase" TEXT,
    "hostKeys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "jumpHostKeys" JSONB NOT NULL DEFAULT '{}',
    "intervalSeconds" INTEGER NOT NULL DEFAULT 3600,
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "nextVisitAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" "HostState" NOT NULL DEFAULT 'unvisited',
    "lastErrorCode" TEXT,
    "lastErrorSentence" TEXT,
    "lastVisitAt" TIMESTAMPTZ(3),
    "lastSeenAt" TIMESTAMPTZ(3),
    "activeVisitId" UUID,
    "snapshotId" UUID,
    "system" TEXT,
    "hostname" TEXT,
    "clusterName" TEXT,
    "score" INTEGER,
    "coverage" DOUBLE PRECISION,
    "worstCase" INTEGER,
    "sight" TEXT,
    "riskRank" INTEGER NOT NULL DEFAULT 749,
    "findingsCritical" INTEGER NOT NULL DEFAULT 0,
    "findingsHigh" INTEGER NOT NULL DEFAULT 0,
    "findingsMedium" INTEGER NOT NULL DEFAULT 0,
    "findingsLow" INTEGER NOT NULL DEFAULT 0,
    "findingsInfo" INTEGER NOT NULL DEFAULT 0,
    "unknownRules" INTEGER NOT NULL DEFAULT 0,
    "readiness" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "host_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "visit" (
    "id" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "status" "VisitStatus" NOT NULL DEFAULT 'queued',
    "reason" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "progress" JSONB,
    "errorCode" TEXT,
    "errorSentence" TEXT,
    "queuedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "finishedAt" TIMESTAMPTZ(3),
    "durationMs" INTEGER,
    "snapshotId" UUID,
    "changed" BOOLEAN NOT NULL DEFAULT false,
    "opened" INTEGER NOT NULL DEFAULT 0,
    "resolved" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "visit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "id" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "readings" JSONB NOT NULL,
    "verdicts" JSONB NOT NULL,
    "score" JSONB NOT NULL,
    "digest" TEXT NOT NULL,
    "seenFrom" TIMESTAMPTZ(3) NOT NULL,
    "seenUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evidence" (
    "hash" TEXT NOT NULL,
    "compressed" BYTEA NOT NULL,
    "sizeBytes" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "snapshot_evidence" (
    "snapshotId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "exitStatus" INTEGER,
    "durationMs" INTEGER NOT NULL,
    "errorText" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "snapshot_evidence_pkey" PRIMARY KEY ("snapshotId","position")
);

-- CreateTable
CREATE TABLE "finding" (
    "id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "severity" "Severity" NOT NULL,
    "scope" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "scenarios" TEXT[],
    "body" JSONB NOT NULL,
    "status" "FindingStatus" NOT NULL DEFAULT 'open',
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "resolvedAt" TIMESTAMPTZ(3),
    "acceptedAt" TIMESTAMPTZ(3),
    "acceptedUntil" TIMESTAMPTZ(3),
    "acceptedBy" TEXT,
    "acceptedReason" TEXT,

    CONSTRAINT "finding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sighting" (
    "findingId" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "standing" BOOLEAN NOT NULL DEFAULT true,
    "points" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "openedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenUntil" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "sighting_pkey" PRIMARY KEY ("findingId","hostId")
);

-- CreateTable
CREATE TABLE "way_in_test" (
    "id" UUID NOT NULL,
    "hostId" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "port" INTEGER NOT NULL DEFAULT 22,
    "login" TEXT NOT NULL,
    "jump" TEXT,
    "authKind" "AuthKind" NOT NULL,
    "keyFile" TEXT,
    "sealedSecret" TEXT,
    "sealedPassphrase" TEXT,
    "hostKeys" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "jumpHostKeys" JSONB NOT NULL DEFAULT '{}',
    "status" "WayInStatus" NOT NULL DEFAULT 'queued',
    "steps" JSONB NOT NULL DEFAULT '[]',
    "offeredKey" JSONB,
    "createdBy" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "way_in_test_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "role" TEXT,
    "banned" BOOLEAN DEFAULT false,
    "banReason" TEXT,
    "banExpires" TIMESTAMP(3),

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "token" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "userId" TEXT NOT NULL,
    "impersonatedBy" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMP(3),
    "refreshTokenExpiresAt" TIMESTAMP(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "host_name_key" ON "host"("name");

-- CreateIndex
CREATE INDEX "host_riskRank_name_idx" ON "host"("riskRank" DESC, "name");

-- CreateIndex
CREATE INDEX "host_paused_nextVisitAt_idx" ON "host"("paused", "nextVisitAt");

-- CreateIndex
CREATE INDEX "visit_hostId_queuedAt_idx" ON "visit"("hostId", "queuedAt" DESC);

-- CreateIndex
CREATE INDEX "visit_snapshotId_idx" ON "visit"("snapshotId");

-- CreateIndex
CREATE INDEX "snapshot_hostId_seenFrom_idx" ON "snapshot"("hostId", "seenFrom" DESC);

-- CreateIndex
CREATE INDEX "snapshot_evidence_hash_idx" ON "snapshot_evidence"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "finding_fingerprint_key" ON "finding"("fingerprint");

-- CreateIndex
CREATE INDEX "finding_status_severity_openedAt_idx" ON "finding"("status", "severity" DESC, "openedAt");

-- CreateIndex
CREATE INDEX "finding_rule_status_idx" ON "finding"("rule", "status");

-- CreateIndex
CREATE INDEX "sighting_hostId_standing_idx" ON "sighting"("hostId", "standing");

-- CreateIndex
CREATE INDEX "way_in_test_createdAt_idx" ON "way_in_test"("createdAt");

-- CreateIndex
CREATE INDEX "audit_entry_at_idx" ON "audit_entry"("at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_userId_idx" ON "session"("userId");

-- CreateIndex
CREATE INDEX "account_userId_idx" ON "account"("userId");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "visit" ADD CONSTRAINT "visit_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "snapshot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_evidence" ADD CONSTRAINT "snapshot_evidence_snapshotId_fkey" FOREIGN KEY ("snapshotId") REFERENCES "snapshot"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_evidence" ADD CONSTRAINT "snapshot_evidence_hash_fkey" FOREIGN KEY ("hash") REFERENCES "evidence"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sighting" ADD CONSTRAINT "sighting_findingId_fkey" FOREIGN KEY ("findingId") REFERENCES "finding"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sighting" ADD CONSTRAINT "sighting_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- A visit that finds nothing new only moves "seenUntil": the large columns lie out of line from the start, so that the row is small.
ALTER TABLE "snapshot" SET (toast_tuple_target = 256);
