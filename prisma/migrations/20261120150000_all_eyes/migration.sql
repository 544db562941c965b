-- AlterTable
ALTER TABLE "host" ADD COLUMN     "knownGoodAt" TIMESTAMPTZ(3),
ADD COLUMN     "lanesReadAt" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "snapshot" ADD COLUMN     "bootId" TEXT;

-- AlterTable
ALTER TABLE "snapshot_evidence" ADD COLUMN     "lane" TEXT NOT NULL DEFAULT 'fast';

-- CreateTable
CREATE TABLE "declaration" (
    "id" UUID NOT NULL,
    "hostId" UUID,
    "kind" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "declaredBy" TEXT NOT NULL,
    "declaredAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "declaration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "http_source" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "allowPrivate" BOOLEAN NOT NULL DEFAULT false,
    "sealedHeader" TEXT,
    "reading" JSONB,
    "readAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "http_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fleet_judgement" (
    "id" INTEGER NOT NULL,
    "verdicts" JSONB NOT NULL,
    "judgedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fleet_judgement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "own_postmortem" (
    "id" TEXT NOT NULL,
    "markdown" TEXT NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedBy" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "own_postmortem_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "declaration_hostId_idx" ON "declaration"("hostId");

-- CreateIndex
CREATE UNIQUE INDEX "http_source_name_key" ON "http_source"("name");

-- AddForeignKey
ALTER TABLE "declaration" ADD CONSTRAINT "declaration_hostId_fkey" FOREIGN KEY ("hostId") REFERENCES "host"("id") ON DELETE CASCADE ON UPDATE CASCADE;
