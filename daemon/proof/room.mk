# proof: floor 3, what lets anybody check a paper: its key, its dossier, its stamp; part of the one library of the commands (command/room.mk)
PROOF_SOURCES = \
	daemon/proof/command_proof.c
