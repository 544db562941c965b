-- AlterTable
ALTER TABLE "snapshot" ADD COLUMN     "part" JSONB;
