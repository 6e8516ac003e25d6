"""What sources say of each State: records, their files, and the States that they are of."""
